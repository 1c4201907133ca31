import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { Fault, RenderedAnswer } from "@understudy/answering";
import { setsCors } from "./cors.ts";
import type { ForwardedAnswer } from "./forward-call.ts";
import { captureStream, keepBeginning } from "./captured-body.ts";
import { endWith, endWithText } from "./end-with.ts";
import type { HandledRequest } from "./handled-request.ts";
import { listSent, type WrittenAnswer } from "./request-log/loggable-call.ts";
import type { PlainAnswer } from "./served-mock.ts";

const none: never[] = [];

/** An answer whose bytes are here goes out at once. */
export function writeAnswer(
  handled: HandledRequest,
  answer: RenderedAnswer,
  ourHeaders: readonly string[] = none,
): WrittenAnswer {
  const written = toWrittenAnswer(handled, answer, ourHeaders);
  handled.response.writeHead(written.status, listSent(written, handled.requestId));
  endWith(handled.response, answer.body);
  return written;
}

/** Likewise, with one that was made ready. */
export function writePlainAnswer(handled: HandledRequest, answer: PlainAnswer): WrittenAnswer {
  const { response, requestId, corsHeaders } = handled;
  const ourHeaders = corsHeaders.length === 0 ? none : addCors(handled, answer.headers, none);
  const sent = ourHeaders.length === 0 ? answer : { ...answer, ourHeaders };
  response.writeHead(sent.status, listSent(sent, requestId));
  if (answer.text === null) response.end(answer.wholeBody);
  else endWithText(response, answer.text);
  return sent;
}

/** What goes out, as the request log keeps it. */
export function toWrittenAnswer(
  handled: HandledRequest,
  { status, headers, body }: RenderedAnswer,
  ourHeaders: readonly string[] = none,
): WrittenAnswer {
  const kept = keepBeginning(body);
  return {
    status,
    headers,
    ourHeaders: addCors(handled, headers, ourHeaders),
    body: kept,
    isBodyCut: kept.length < body.length,
  };
}

/** An answer whose bytes are still coming goes out as they come. Resolves at its end, also when one side is gone. */
export async function streamAnswer(
  handled: HandledRequest,
  answer: ForwardedAnswer,
  ourHeaders: readonly string[],
): Promise<WrittenAnswer> {
  const { response } = handled;
  const { status, body } = answer;
  const headers = { headers: answer.headers, ourHeaders: addCors(handled, answer.headers, ourHeaders) };
  response.writeHead(status, listSent(headers, handled.requestId));
  response.flushHeaders();
  const captured = captureStream(body);
  // What is not whole must not look whole: the connection is cut.
  await pipeline(body, response).catch(() => response.destroy());
  return { status, ...headers, body: Buffer.concat(captured.chunks), isBodyCut: captured.isCut };
}

/** Pieces of a dribbling body are at least so far apart. */
const dribblePauseMs = 50;

/** An answer that breaks, as the mock says. Resolves when it is done. */
export async function writeFaultyAnswer(
  handled: HandledRequest,
  { answer, fault, ourHeaders }: { answer: RenderedAnswer; fault: Fault; ourHeaders: readonly string[] },
): Promise<WrittenAnswer> {
  const { request, response } = handled;
  const written = toWrittenAnswer(handled, answer, ourHeaders);
  const nothing = { ...written, body: Buffer.alloc(0), isBodyCut: answer.body.length > 0 };
  switch (fault.kind) {
    case "reset":
      request.socket.resetAndDestroy();
      return nothing;
    case "empty":
      request.socket.destroySoon();
      return nothing;
    case "dribble":
      response.writeHead(written.status, listSent(written, handled.requestId));
      response.flushHeaders();
      await dribble(handled, answer.body, fault.durationMs);
      return written;
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

function addCors(
  { corsHeaders }: HandledRequest,
  headers: readonly string[],
  ourHeaders: readonly string[],
): readonly string[] {
  return corsHeaders.length === 0 || setsCors(headers) ? ourHeaders : [...ourHeaders, ...corsHeaders];
}
