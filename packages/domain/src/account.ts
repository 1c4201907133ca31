import { z } from "zod";
import { systemRoles } from "./user.ts";

/** The longest that is hashed: more is somebody who wants us to work. */
const passwordCharactersMax = 1_000;
const passwordCharactersMin = 8;

/** A password that is to be set (contract G7). Any characters will do; only its length is asked for. */
const NewPasswordSchema = z
  .string()
  .min(passwordCharactersMin, `must have at least ${passwordCharactersMin} characters`)
  .max(passwordCharactersMax, `must have at most ${passwordCharactersMax} characters`);

/** A login that is to be given: what looks alike in a list must be alike. */
const NewLoginSchema = z
  .string()
  .min(1, "must not be empty")
  .max(200, "must have at most 200 characters")
  .refine((text) => text === text.trim() && !/\p{C}/u.test(text), {
    error: "must not begin or end with a blank, nor contain control characters",
  });

/** Mail addresses differ in case only by accident. */
const EmailSchema = z
  .email("must be an e-mail address such as ada@example.com")
  .max(254, "must have at most 254 characters")
  .transform((text) => text.toLowerCase());

/** Empty: none. */
const OptionalEmailSchema = z
  .string()
  .nullable()
  .refine((text) => text === null || text === "" || EmailSchema.safeParse(text).success, {
    error: "must be an e-mail address such as ada@example.com, or empty",
  })
  .transform((text) => (text === null || text === "" ? null : text.toLowerCase()))
  .optional();

const SystemRoleSchema = z.enum(systemRoles, `must be one of ${systemRoles.join(", ")}`);

/** Body of `POST /api/v1/admin/users` (contract C10): `username` is our login. */
export const NewUserSchema = z.object({
  username: NewLoginSchema,
  email: OptionalEmailSchema,
  password: NewPasswordSchema,
  role: SystemRoleSchema.default("user"),
  /** Whether its user must change the password at the next sign-in, as is usual for one that somebody else chose. */
  requiresPasswordChange: z.boolean().default(true),
});
export type NewUserInput = z.infer<typeof NewUserSchema>;

/** Body of `POST /api/v1/admin/users/invite`: the user chooses the password. */
export const InvitationSchema = NewUserSchema.omit({ password: true, requiresPasswordChange: true });
export type InvitationInput = z.infer<typeof InvitationSchema>;

/** Body of `PUT /api/v1/admin/users/{id}` (contract C10): what is given is changed. */
export const UserChangeSchema = z.object({
  username: NewLoginSchema.optional(),
  email: OptionalEmailSchema,
  role: SystemRoleSchema.optional(),
});
export type UserChange = z.infer<typeof UserChangeSchema>;

/** Body of `POST /api/v1/admin/users/{id}/password` (contract C10). */
export const PasswordOfUserSchema = NewUserSchema.pick({ password: true, requiresPasswordChange: true });

/** Body of `POST /api/v1/auth/change-password` (contract C8.4). */
export const PasswordChangeSchema = z.object({
  current_password: z.string().min(1, "must not be empty").max(passwordCharactersMax),
  new_password: NewPasswordSchema,
});

/** Body of `POST /api/v1/auth/set-password` (contract C8.4): with a link's token, or by somebody who must change it. */
export const SetPasswordSchema = z.object({
  token: z.string().min(1, "must not be empty").max(200).optional(),
  new_password: NewPasswordSchema,
});

/** Body of `POST /api/v1/auth/forgot-password`. */
export const ForgottenPasswordSchema = z.object({ email: EmailSchema });

/** Body of `POST /api/v1/auth/sign-up`. */
export const SignUpSchema = z.object({
  login: NewLoginSchema,
  email: OptionalEmailSchema,
  password: NewPasswordSchema,
});
export type SignUpInput = z.infer<typeof SignUpSchema>;

/** What a link with which a user chooses a password is for. */
export const accountLinkKinds = ["invitation", "reset"] as const;
export type AccountLinkKind = (typeof accountLinkKinds)[number];

/** The address under which the page of a link is. */
export function renderAccountLinkUrl(publicOrigin: string, token: string): string {
  return `${publicOrigin}/ui/set-password?${new URLSearchParams({ token }).toString()}`;
}

/** Somebody who is signed in, as its user sees it. */
export interface Session {
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  /** Of whoever signed in; empty: not known. */
  address: string;
  userAgent: string;
}
