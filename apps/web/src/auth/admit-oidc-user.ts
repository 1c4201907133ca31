import { AppError, type OidcClaims, OidcClaimsSchema } from "@understudy/domain";
import { connectIdentity, signInByOidc } from "@understudy/management";
import type { User } from "next-auth";
import { headers } from "next/headers";
import { getConfig, type OidcConfig } from "../config.ts";
import { readClient } from "../server/client-headers.ts";
import { findDashboardActor } from "../server/identify-dashboard-actor.ts";
import { getLogger } from "../server/logger.ts";
import { getManagement } from "../server/management.ts";
import { takeConnectIntent } from "./connect-intent-cookie.ts";
import { rememberPendingSignIn } from "./pending-sign-in-cookie.ts";
import { oidcProblems, signInProblemPath } from "./sign-in-codes.ts";

const accountPath = "/ui/account/second-factor";

/**
 * Decides what becomes of somebody who comes back from the OpenID Connect provider. True: they are signed in, and `user.id` is the session's key. A
 * text: where they go instead, to be told why not, to show their second factor, or back to the account that the identity was connected with.
 */
export async function admitOidcUser(user: User, profile: unknown): Promise<true | string> {
  const { oidc } = getConfig();
  const claims = OidcClaimsSchema.safeParse(profile);
  if (oidc === null || !claims.success || !isIssuer(oidc, claims.data)) {
    getLogger().error({ event: "oidc.refused", err: claims.error, issuer: claims.data?.issuer });
    return signInProblemPath(oidcProblems.failed);
  }
  try {
    const actor = (await takeConnectIntent()) ? await findDashboardActor() : null;
    if (actor !== null) {
      await connectIdentity(getManagement(), actor, claims.data);
      return accountPath;
    }
    const result = await signInByOidc(getManagement(), claims.data, {
      isSignUpOpen: oidc.isSignUpOpen,
      client: readClient(await headers()),
    });
    if (result.kind === "refused") return signInProblemPath(oidcProblems[result.reason]);
    if (result.kind === "second-factor") {
      await rememberPendingSignIn(result);
      return "/ui/sign-in";
    }
    user.id = result.token;
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === "conflict") return `${accountPath}?error=${oidcProblems.taken}`;
    // Of what is done here only a new user can be one too many.
    if (error instanceof AppError && error.code === "forbidden") return signInProblemPath(oidcProblems["no-room"]);
    getLogger().error({ event: "sign_in.failed", err: error });
    return signInProblemPath(oidcProblems.failed);
  }
}

/** A provider may write its name with or without a slash at the end, but it must be the one of the settings. */
function isIssuer(oidc: OidcConfig, { issuer }: OidcClaims): boolean {
  return issuer.replace(/\/$/, "") === oidc.issuer.replace(/\/$/, "");
}
