import { z } from "@hono/zod-openapi";
import type { SecondFactorDemand, SignedIn } from "@understudy/management";
import { AccountSchema, toWireAccount } from "./account-shape.ts";

/** A session that a program has signed in to (contract C8.1). */
export const WireSessionSchema = z.object({
  token: z.string(),
  expires_at: z.string(),
  redirect_to: z.string(),
  requires_password_change: z.boolean(),
  user: AccountSchema,
});

/** What a login answers while the second factor is still to be shown (contract C8.4). */
export const WireDemandSchema = z.object({
  requires_2fa: z.literal(true),
  tfa_token: z.string().describe("For /api/v1/auth/2fa/verify, and for nothing else"),
  expires_at: z.string(),
  methods: z.array(z.enum(["totp", "recovery_code"])),
});

export function toWireSession({ token, expiresAt, user, namespaces }: SignedIn): z.infer<typeof WireSessionSchema> {
  return {
    token,
    expires_at: expiresAt.toISOString(),
    redirect_to: "/ui/",
    requires_password_change: user.mustChangePassword,
    user: toWireAccount(user, namespaces),
  };
}

export function toWireDemand({ tfaToken, expiresAt }: SecondFactorDemand): z.infer<typeof WireDemandSchema> {
  return {
    requires_2fa: true,
    tfa_token: tfaToken,
    expires_at: expiresAt.toISOString(),
    methods: ["totp", "recovery_code"],
  };
}
