import type { AppError } from "@understudy/domain";
import { noteDenial } from "@understudy/management";
import type { Context } from "hono";
import { getManagement } from "../server/management.ts";
import { findOperation } from "./find-operation.ts";
import type { RestApp, RestEnv } from "./rest-env.ts";

/** Tells the audit trail when a known actor was refused. Never slows or fails the answer. */
export function tellOfDenial(app: RestApp, context: Context<RestEnv>, error: AppError): void {
  // Nobody is known yet where the token itself is refused.
  const actor = context.get("actor") as RestEnv["Variables"]["actor"] | undefined;
  if (actor === undefined) return;
  const { path, method } = context.req;
  // What has no operation is named by method and path.
  const operation = findOperation(app, context)?.operationId ?? `${method} ${path}`;
  const at = { operation, path };
  noteDenial(getManagement(), actor, { error, at });
}
