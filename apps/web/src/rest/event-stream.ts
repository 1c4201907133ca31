import { AppError } from "@understudy/domain";
import type { EventBatch, StreamEvent } from "@understudy/management";
import { toWireDelivery } from "./delivery-shape.ts";
import { toWireRequest } from "./request-shape.ts";

export interface EventStreamOptions {
  /** Throws when whoever reads may not do so any longer. */
  recheck: () => Promise<void>;
}

/** Something is sent at least this often, so that nobody on the way takes the connection for dead. */
const heartbeatMs = 10_000;
const recheckMs = 5_000;

const headers = {
  "content-type": "text/event-stream; charset=utf-8",
  // Without no-transform it would be compressed, and held back until there is enough to compress.
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};

/** Answers with a stream of events. The next batch is asked for when the reader has taken the one before. */
export function streamEvents(batches: AsyncGenerator<EventBatch>, options: EventStreamOptions): Response {
  const encoder = new TextEncoder();
  const nextText = createTextSource(batches, options);
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const text = await nextText();
      if (text === null) controller.close();
      else controller.enqueue(encoder.encode(text));
    },
    async cancel() {
      await batches.return(undefined);
    },
  });
  return new Response(body, { headers });
}

/** What is sent next; null: it is over. */
function createTextSource(
  batches: AsyncGenerator<EventBatch>,
  { recheck }: EventStreamOptions,
): () => Promise<string | null> {
  let isBegun = false;
  let sentAt = performance.now();
  let checkedAt = performance.now();
  const renderNext = async (): Promise<string | null> => {
    for (;;) {
      const next = await batches.next();
      if (next.done === true) return null;
      const now = performance.now();
      if (now - checkedAt > recheckMs) {
        await recheck();
        checkedAt = now;
      }
      const { events, cursor } = next.value;
      const isDue = now - sentAt > heartbeatMs;
      if (isBegun && events.length === 0 && !isDue) continue;
      const text = isBegun ? renderBatch(events, cursor) : renderBegin(cursor);
      isBegun = true;
      sentAt = now;
      return text;
    }
  };
  return async () => {
    try {
      return await renderNext();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const end = isBegun ? renderEvent("end", { reason: error.message }) : null;
      await batches.return(undefined);
      if (end === null) throw error;
      return end;
    }
  };
}

/** Milliseconds after which a client shall connect again. */
const retryMs = 2_000;

function renderBegin(cursor: bigint): string {
  return `retry: ${retryMs}\n${renderEvent("ready", {}, cursor)}`;
}

/** The id stands on the last event alone: whoever loses the connection in the middle gets the whole batch once more. */
function renderBatch(events: readonly StreamEvent[], cursor: bigint): string {
  if (events.length === 0) return `: still there\nid: ${cursor}\n\n`;
  return events.map((event, index) => renderOne(event, index === events.length - 1 ? cursor : undefined)).join("");
}

function renderOne(event: StreamEvent, cursor: bigint | undefined): string {
  switch (event.kind) {
    case "request": {
      const { body: _body, isBodyTruncated: _isCut, response, ...request } = toWireRequest(event.request);
      return renderEvent(
        "request",
        { ...request, response: { status: response.status, headers: response.headers } },
        cursor,
      );
    }
    case "delivery": {
      const { message: _message, ...delivery } = toWireDelivery(event.delivery);
      return renderEvent("delivery", delivery, cursor);
    }
    case "gap":
      return renderEvent("gap", { kind: event.of }, cursor);
  }
}

/** JSON has no line ends, so that one data line is enough. */
function renderEvent(name: string, data: object, cursor?: bigint): string {
  const id = cursor === undefined ? "" : `id: ${cursor}\n`;
  return `event: ${name}\n${id}data: ${JSON.stringify(data)}\n\n`;
}
