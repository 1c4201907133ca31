import { VerifySecondFactorSchema } from "@understudy/domain";
import { verifySecondFactor } from "@understudy/management";
import type { User } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { readClient } from "../server/client-headers.ts";
import { getManagement } from "../server/management.ts";
import { type GivenHeaders, toHeaders } from "./given-headers.ts";
import { forgetPendingSignIn, readPendingSignIn } from "./pending-sign-in-cookie.ts";
import { problemCodes } from "./sign-in-codes.ts";
import { answerFailedSignIn } from "./sign-in-problem.ts";

/** Completes a sign-in that waits for its second factor: by `code`, or by `recovery_code`. */
export const secondFactorProvider = Credentials({
  id: "second-factor",
  credentials: { code: {}, recovery_code: {} },
  authorize: checkCode,
});

async function checkCode(
  fields: Record<string, unknown> | undefined,
  request: { headers?: GivenHeaders },
): Promise<User | null> {
  const tfaToken = await readPendingSignIn();
  if (tfaToken === null) throw new Error(problemCodes.over);
  const shown = VerifySecondFactorSchema.safeParse({ ...fields, tfa_token: tfaToken });
  if (!shown.success) return null;
  const client = readClient(toHeaders(request.headers));
  try {
    const { token } = await verifySecondFactor(getManagement(), { ...shown.data, client });
    await forgetPendingSignIn();
    return { id: token };
  } catch (error) {
    return answerFailedSignIn(error);
  }
}
