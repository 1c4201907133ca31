import { z } from "@hono/zod-openapi";
import type { User } from "@understudy/domain";

/** A user as the login and `/me` tell them (contract C8.1). */
export const AccountSchema = z.object({
  id: z.string(),
  login: z.string(),
  email: z.string().describe("Empty: none"),
  system_role: z.string(),
  namespaces: z.array(z.string()),
  has_password: z.boolean(),
  email_2fa_enabled: z.boolean(),
});

export function toWireAccount(user: User, namespaces: string[]): z.infer<typeof AccountSchema> {
  return {
    id: user.id,
    login: user.login,
    email: user.email ?? "",
    system_role: user.systemRole,
    namespaces,
    has_password: user.hasPassword,
    email_2fa_enabled: false,
  };
}
