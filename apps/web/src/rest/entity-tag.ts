import { AppError, type Mock } from "@understudy/domain";
import { type Precondition, revisionOf } from "@understudy/management";
import type { Context } from "hono";
import type { RestEnv } from "./rest-env.ts";

/** Names in the answer which revision of the mock it shows; `If-Match` takes it. */
export function nameRevision(context: Context<RestEnv>, mock: Mock): void {
  context.header("etag", `"${revisionOf(mock)}"`);
}

/** What the request says must be true of the mock that it changes: `If-Match`, or `If-None-Match: *`. */
export function readPrecondition(context: Context<RestEnv>): Precondition | undefined {
  if (context.req.header("if-none-match")?.trim() === "*") return { kind: "absent" };
  const header = context.req.header("if-match")?.trim();
  if (header === undefined) return undefined;
  const precondition = parseIfMatch(header);
  if (precondition === null) throw new AppError("validation", `If-Match: ${ifMatchForm}`);
  return precondition;
}

/** What a bad one is told. */
export const ifMatchForm = 'must be * or the ETag of a read, with its quotes, such as "3-m4x1z9k0"';

/** What an `If-Match` demands; null for a text that is none. */
export function parseIfMatch(text: string): Precondition | null {
  if (text === "*") return { kind: "present" };
  if (!/^(W\/)?"[^"]*"(\s*,\s*(W\/)?"[^"]*")*$/.test(text)) return null;
  // A weak one never matches where something is written.
  const revisions = [...text.matchAll(/(W\/)?"([^"]*)"/g)].flatMap(([, weak, tag]) => (weak ? [] : [tag ?? ""]));
  return { kind: "revision", revisions };
}
