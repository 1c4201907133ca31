import { AppError } from "@understudy/domain";
import { type Actor, findBearerActor, findSessionActor, getLocalActor } from "@understudy/management";
import { cookies } from "next/headers";
import { getAuthSecret } from "../auth/auth-options.ts";
import { cookiesFor } from "../auth/session-cookie.ts";
import { readSessionId } from "../auth/session-token.ts";
import { getConfig } from "../config.ts";
import { findApiToken } from "./api-token-header.ts";
import { getManagement } from "./management.ts";

/** Who uses the dashboard: by the session cookie and nothing else (design 17). Null: nobody is signed in. */
export async function findDashboardActor(): Promise<Actor | null> {
  if (getConfig().authMode === "local") return getLocalActor(getManagement());
  const cookie = (await cookies()).get(cookiesFor(getConfig().publicOrigin).sessionToken.name)?.value;
  const sessionId = await readSessionId(cookie, getAuthSecret());
  return sessionId === null ? null : findSessionActor(getManagement(), sessionId);
}

/** The same, where somebody must be signed in. Throws `unauthorized`. */
export async function identifyDashboardActor(): Promise<Actor> {
  const actor = await findDashboardActor();
  if (actor === null)
    throw new AppError("unauthorized", "You are not signed in, or your session has ended. Sign in again.");
  return actor;
}

/** Who calls the REST API: by its token and nothing else; in local mode, whoever shows none is the local actor. */
export async function identifyApiActor(headers: Headers): Promise<Actor> {
  const token = findApiToken(headers);
  if (token === null) {
    if (getConfig().authMode === "local") return getLocalActor(getManagement());
    throw new AppError(
      "unauthorized",
      "An API token is needed: send Authorization: Bearer <token> or X-API-Key: <token>.",
    );
  }
  const actor = await findBearerActor(getManagement(), token);
  if (actor === null) throw new AppError("unauthorized", "The API token is unknown, revoked or expired.");
  return actor;
}
