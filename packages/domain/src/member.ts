import { z } from "zod";
import { namespaceRoles, type NamespaceRole } from "./namespace.ts";

/** A user in a namespace. */
export interface Member {
  userId: string;
  login: string;
  email: string | null;
  role: NamespaceRole;
  addedAt: Date;
}

/** A role as clients name it: `admin` is an alias of `owner` (contract C4). */
export const RoleSchema = z
  .enum([...namespaceRoles, "admin"], `must be one of ${namespaceRoles.join(", ")} (admin means owner)`)
  .transform((role): NamespaceRole => (role === "admin" ? "owner" : role));

/** Body of `POST /api/v1/namespaces/{ns}/users` (contract C4.2): who it is by id, or by the name they sign in with. */
export const NewMemberSchema = z
  .object({
    userId: z.uuid("must be the id of a user").optional(),
    username: z.string().min(1, "must not be empty").max(200).optional(),
    role: RoleSchema,
  })
  .refine(({ userId, username }) => (userId === undefined) !== (username === undefined), {
    path: ["userId"],
    message: "is required: the id of a user, or username instead of it",
  });
export type NewMember = z.infer<typeof NewMemberSchema>;

/** Body of `PUT /api/v1/namespaces/{ns}/users/{userId}/role` (contract C4.4). */
export const RoleChangeSchema = z.object({ role: RoleSchema });
