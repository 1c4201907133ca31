import { setTimeout as sleep } from "node:timers/promises";
import { type EventSourceMessage, EventSourceParserStream } from "eventsource-parser/stream";
import { callFailure, failureOfAnswer, type WireError } from "../api/answer-failure.ts";
import { authorization } from "../api/rest-client.ts";
import { exitCode } from "../exit-code.ts";
import type { Failure } from "../failure.ts";
import type { Settings } from "../settings/settings.ts";

export interface Following {
  settings: Pick<Settings, "server" | "token" | "namespace">;
  query: Readonly<Record<string, string>>;
  /** Ends it. */
  signal: AbortSignal;
  /** The connection is lost, and is made again in so many milliseconds. */
  onLost: (reason: string, waitMs: number) => void;
}

/** The server sends something every ten seconds: after three such times of silence the connection is dead. */
const silenceMs = 30_000;
/** Until the server says another. */
const firstWaitMs = 1_000;
const waitMsMax = 30_000;

/**
 * The events of the live stream, until the signal. A connection that is lost is made again, behind the last event that came. Rejects
 * with a Failure if the first connection can't be made, or when the server says that there is nothing to follow any longer.
 */
export async function* followEvents(following: Following): AsyncGenerator<EventSourceMessage> {
  const { signal, onLost } = following;
  let lastId: string | undefined;
  let retryMs = firstWaitMs;
  let waitMs = retryMs;
  let hasBegun = false;
  while (!signal.aborted) {
    try {
      for await (const event of readStream(following, lastId, (ms) => (retryMs = ms))) {
        hasBegun = true;
        waitMs = retryMs;
        lastId = event.id ?? lastId;
        yield event;
      }
      if (signal.aborted) return;
      onLost("the server ended it", waitMs);
    } catch (error) {
      if (signal.aborted) return;
      const failure = callFailure(error, following.settings.server);
      if (!hasBegun || !isPassing(failure)) throw failure;
      onLost(failure.message, waitMs);
    }
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
    waitMs = Math.min(waitMs * 2, waitMsMax);
  }
}

/** Whether it may be different later: a server that is away or busy, and not one that refuses. */
function isPassing({ exitCode: code }: Failure): boolean {
  return code === exitCode.away || code === exitCode.failed;
}

/** One connection, until it ends. */
async function* readStream(
  following: Following,
  lastId: string | undefined,
  onRetry: (ms: number) => void,
): AsyncGenerator<EventSourceMessage> {
  const dead = new AbortController();
  const alarm = setTimeout(() => dead.abort(new Error("nothing was heard of it")), silenceMs);
  const signal = AbortSignal.any([following.signal, dead.signal]);
  try {
    const response = await connect(following, { lastId, signal });
    const heard = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        alarm.refresh();
        controller.enqueue(chunk);
      },
    });
    yield* response
      .pipeThrough(heard)
      .pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>)
      .pipeThrough(new EventSourceParserStream({ onRetry }));
  } finally {
    clearTimeout(alarm);
    dead.abort();
  }
}

async function connect(
  { settings, query }: Following,
  { lastId, signal }: { lastId: string | undefined; signal: AbortSignal },
): Promise<ReadableStream<Uint8Array>> {
  const search = new URLSearchParams(query);
  if (settings.namespace !== undefined) search.set("namespace", settings.namespace);
  const response = await fetch(`${settings.server}/api/v1/events?${search.toString()}`, {
    headers: {
      accept: "text/event-stream",
      ...authorization(settings),
      ...(lastId !== undefined && { "last-event-id": lastId }),
    },
    redirect: "manual",
    signal,
  });
  if (response.status === 200 && response.body !== null) return response.body;
  throw failureOfAnswer(response, (await response.json().catch(() => null)) as WireError);
}
