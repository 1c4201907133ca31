import { z } from "zod";

/** What `POST /api/v1/auth/login` hands out when a second factor is still to be shown: good for that, and nothing else. */
export const pendingSignInPrefix = "tf_";

/** Six digits, as an authenticator shows them; people may type a blank in the middle. */
const TotpCodeSchema = z
  .string()
  .transform((text) => text.replace(/\s/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, "must be the six digits that the authenticator shows"));

/** As it was shown; case, blanks and dashes don't matter. */
export const RecoveryCodeSchema = z
  .string()
  .transform((text) => text.toLowerCase().replace(/[\s-]/g, ""))
  .pipe(z.string().regex(/^[a-z2-7]{16}$/, "must be one of the recovery codes, such as abcd-efgh-ijkl-mnop"));

/** Some clients send an empty text for what they don't mean. */
const orAbsent = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === "" || value === null ? undefined : value), schema.optional());

/** What proves that somebody has the second factor. */
export type SecondFactorProof = { kind: "code"; code: string } | { kind: "recovery-code"; recoveryCode: string };

/** Body of `POST /api/v1/auth/2fa/verify` (contract C8.4). A recovery code counts when there is no code. */
export const VerifySecondFactorSchema = z
  .object({
    tfa_token: z.string().min(1, "must not be empty").max(200),
    code: orAbsent(TotpCodeSchema),
    recovery_code: orAbsent(RecoveryCodeSchema),
    method: orAbsent(z.literal("totp", "must be totp: codes are not sent by e-mail")),
  })
  .transform(({ tfa_token, code, recovery_code }, context) => {
    if (code !== undefined) return { tfaToken: tfa_token, proof: { kind: "code" as const, code } };
    if (recovery_code !== undefined)
      return { tfaToken: tfa_token, proof: { kind: "recovery-code" as const, recoveryCode: recovery_code } };
    context.addIssue({ code: "custom", path: ["code"], message: "must be given, or else recovery_code" });
    return z.NEVER;
  });

/** Body of `POST /api/v1/me/second-factor/confirm`. */
export const ConfirmSecondFactorSchema = z.object({ code: TotpCodeSchema });

/** What a user shows before their second factor is changed: that it is really them. */
export type OwnershipProof = SecondFactorProof | { kind: "password"; password: string };

/** Body of `DELETE /api/v1/me/second-factor` and `POST …/recovery-codes`: the first that is given counts. */
export const OwnershipProofSchema = z
  .object({
    code: orAbsent(TotpCodeSchema),
    recovery_code: orAbsent(RecoveryCodeSchema),
    password: orAbsent(z.string().max(1000)),
  })
  .transform(({ code, recovery_code, password }, context): OwnershipProof => {
    if (code !== undefined) return { kind: "code", code };
    if (recovery_code !== undefined) return { kind: "recovery-code", recoveryCode: recovery_code };
    if (password !== undefined) return { kind: "password", password };
    context.addIssue({ code: "custom", path: ["code"], message: "must be given, or else recovery_code or password" });
    return z.NEVER;
  });
