import { AppError } from "@understudy/domain";
import { type Actor, findSessionActor, getLocalActor } from "@understudy/management";
import { cookies, headers } from "next/headers";
import { getAuthSecret } from "../auth/auth-secret.ts";
import { cookiesFor } from "../auth/session-cookie.ts";
import { readSessionId } from "../auth/session-token.ts";
import { getConfig } from "../config.ts";
import { readClient } from "./client-headers.ts";
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
  return { ...actor, address: readClient(await headers()).address };
}
