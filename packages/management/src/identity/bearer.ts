import { findTokenPrincipal, touchApiToken } from "@understudy/database";
import { sessionTokenPrefix } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { hashSecretToken } from "./secret-token.ts";
import { findSessionActor, toActor } from "./sign-in.ts";

/**
 * Who a bearer token (`mk_…` of an API token, `us_…` of a login) speaks for, or null when it is not valid now. Read from the
 * database each time: what is revoked, disabled, expired or changed counts at once, whichever process is asked.
 */
export async function findBearerActor(management: Management, bearer: string): Promise<Actor | null> {
  if (bearer.startsWith(sessionTokenPrefix)) return findSessionActor(management, bearer);
  const now = new Date();
  const found = await findTokenPrincipal(management.db, hashSecretToken(bearer), now);
  if (found === null) return null;
  const { id, namespace, allowedActions, metadata, expiresAt, rateLimits } = found.token;
  await touchApiToken(management.db, id, now);
  return { ...toActor(found), token: { id, namespace, allowedActions, metadata, expiresAt, rateLimits } };
}
