import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { Fault, RenderedAnswer } from "@understudy/answering";
import { setsCors } from "./cors.ts";
import type { ForwardedAnswer } from "./forward-call.ts";
import type { HandledRequest } from "./handled-request.ts";

/** An answer whose bytes are here goes out at once. */
export function writeAnswer(handled: HandledRequest, answer: RenderedAnswer, ourHeaders: readonly string[] = []): void {
  writeHead(handled, answer, ourHeaders);
  handled.response.end(answer.body);
}

/** An answer whose bytes are still coming goes out as they come. Resolves at its end, also when one side is gone. */
export async function streamAnswer(
  handled: HandledRequest,
  answer: ForwardedAnswer,
  ourHeaders: readonly string[],
): Promise<void> {
  const { response } = handled;
  writeHead(handled, answer, ourHeaders);
  response.flushHeaders();
  // What is not whole must not look whole: the connection is cut.
  await pipeline(answer.body, response).catch(() => response.destroy());
}

/** Pieces of a dribbling body are at least so far apart. */
const dribblePauseMs = 50;

/** An answer that breaks, as the mock says. Resolves when it is done. */
export async function writeFaultyAnswer(
  handled: HandledRequest,
  { answer, fault, ourHeaders }: { answer: RenderedAnswer; fault: Fault; ourHeaders: readonly string[] },
): Promise<void> {
  const { request, response } = handled;
  switch (fault.kind) {
    case "reset":
      request.socket.resetAndDestroy();
      return;
    case "empty":
      request.socket.destroySoon();
      return;
    case "dribble":
      writeHead(handled, answer, ourHeaders);
      response.flushHeaders();
      await dribble(handled, answer.body, fault.durationMs);
  }
}

/** The last piece comes when the time is up. */
async function dribble({ response }: HandledRequest, body: Buffer, durationMs: number): Promise<void> {
  const pieces = Math.max(1, Math.min(body.length, Math.floor(durationMs / dribblePauseMs)));
  for (let piece = 0; piece < pieces && !response.destroyed; piece += 1) {
    await sleep(durationMs / pieces);
    response.write(body.subarray(cut(body, piece / pieces), cut(body, (piece + 1) / pieces)));
  }
  response.end();
}

function cut(body: Buffer, part: number): number {
  return Math.round(body.length * part);
}

function writeHead(
  { response, requestId, corsHeaders }: HandledRequest,
  answer: { status: number; headers: readonly string[] },
  ourHeaders: readonly string[],
): void {
  // All headers in one list: Node looks at each of those that are set one by one twice.
  const headers = [...answer.headers, "x-request-id", requestId, ...ourHeaders];
  if (corsHeaders.length > 0 && !setsCors(answer.headers)) headers.push(...corsHeaders);
  response.writeHead(answer.status, headers);
}
