import { AppError } from "@understudy/domain";
import { type Actor, findBearerActor, getLocalActor } from "@understudy/management";
import { getConfig } from "../config.ts";
import { findApiToken } from "./api-token-header.ts";
import { readClient } from "./client-headers.ts";
import { getManagement } from "./management.ts";

/** Who calls the REST API: by its token and nothing else; in local mode, whoever shows none is the local actor. */
export async function identifyApiActor(headers: Headers): Promise<Actor> {
  return { ...(await findApiActor(headers)), address: readClient(headers).address };
}

async function findApiActor(headers: Headers): Promise<Actor> {
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
