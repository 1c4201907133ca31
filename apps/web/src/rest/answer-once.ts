import { createHash } from "node:crypto";
import { validationError } from "@understudy/domain";
import { type KeptAnswer, runOnce } from "@understudy/management";
import type { Context, Next } from "hono";
import { getManagement } from "../server/management.ts";
import type { RestEnv } from "./rest-env.ts";

const idempotencyKeyHeader = "idempotency-key";
const replayedHeader = "idempotency-replayed";

const writing = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/**
 * A write that has an `Idempotency-Key` is done once, and what it was answered is given again to whoever sends the same request with the
 * same key. Only successes are kept: what failed changed nothing and may be tried again.
 */
export async function answerOnce(context: Context<RestEnv>, next: Next): Promise<Response | void> {
  const key = context.req.header(idempotencyKeyHeader);
  if (key === undefined || !writing.has(context.req.method)) return next();
  if (!/^[\x20-\x7e]{1,255}$/.test(key)) {
    throw validationError([{ path: "Idempotency-Key", message: "must be 1 to 255 printable ASCII characters" }]);
  }
  const run = async () => {
    await next();
    return { answer: undefined, kept: await readAnswer(context.res) };
  };
  const request = { key, requestHash: await hashRequest(context), run };
  const result = await runOnce(getManagement(), context.var.actor, request);
  if (result.kind === "ran") return;
  const { status, headers, body } = result.answer;
  return new Response(body, { status, headers: [...headers, [replayedHeader, "true"]] });
}

/** Everything that says what is to be done. */
async function hashRequest({ req }: Context<RestEnv>): Promise<Buffer> {
  const { pathname, search } = new URL(req.url);
  // A plus in a path may be read as a blank, after a first look for the literal name (handle-rest.ts).
  const address = pathname.replaceAll("+", "%20") + search;
  const parts = [req.method, address, ...["x-namespace", "if-match", "if-none-match"].map((name) => req.header(name))];
  return createHash("sha256")
    .update(JSON.stringify(parts))
    .update(Buffer.from(await req.arrayBuffer()))
    .digest();
}

/** Null: it is not kept. */
async function readAnswer(answer: Response): Promise<KeptAnswer | null> {
  if (!answer.ok) return null;
  return { status: answer.status, headers: [...answer.headers], body: await answer.clone().text() };
}
