import { LoginSchema } from "@understudy/domain";
import { type SignInResult, signIn } from "@understudy/management";
import type { User } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { readClient } from "../server/client-headers.ts";
import { getManagement } from "../server/management.ts";
import { type GivenHeaders, toHeaders } from "./given-headers.ts";
import { forgetPendingSignIn, rememberPendingSignIn } from "./pending-sign-in-cookie.ts";
import { problemCodes } from "./sign-in-codes.ts";
import { answerFailedSignIn } from "./sign-in-problem.ts";

/** Signs in by login and password, or up to the second factor. */
export const passwordProvider = Credentials({
  credentials: { login: {}, password: {} },
  authorize: checkPassword,
});

/** NextAuth's `id` is the session's key. */
async function checkPassword(credentials: unknown, request: { headers?: GivenHeaders }): Promise<User | null> {
  const login = LoginSchema.safeParse(credentials);
  if (!login.success) return null;
  let result: SignInResult;
  try {
    result = await signIn(getManagement(), login.data, readClient(toHeaders(request.headers)));
  } catch (error) {
    return answerFailedSignIn(error);
  }
  if (result.kind === "signed-in") {
    await forgetPendingSignIn();
    return { id: result.token };
  }
  await rememberPendingSignIn(result);
  throw new Error(problemCodes.codeNeeded);
}
