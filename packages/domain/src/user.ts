import { z } from "zod";

/** What a user may do in the whole installation (contract G6); what they may do in a namespace is their role there. */
export const systemRoles = ["admin", "support", "user"] as const;
export type SystemRole = (typeof systemRoles)[number];

export interface User {
  id: string;
  login: string;
  email: string | null;
  systemRole: SystemRole;
  enabled: boolean;
  /** False: not chosen yet, or they sign in elsewhere. */
  hasPassword: boolean;
  /** Somebody else chose the password: nothing else can be done before it is changed. */
  mustChangePassword: boolean;
  createdAt: Date;
}

export const LoginSchema = z.object({
  login: z.string().min(1, "must not be empty").max(200),
  password: z.string().min(1, "must not be empty").max(1000),
});
export type Login = z.infer<typeof LoginSchema>;
