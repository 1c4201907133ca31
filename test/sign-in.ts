import type { Login } from "@understudy/domain";
import { type Management, signIn, type SignedIn } from "../packages/management/src/index.ts";

/** Signs somebody in who has no second factor. */
export async function enter(
  management: Management,
  login: Login,
  client?: { address: string; userAgent: string },
): Promise<SignedIn> {
  const result = await signIn(management, login, client);
  if (result.kind !== "signed-in") throw new Error(`${login.login} is asked for a second factor`);
  return result;
}
