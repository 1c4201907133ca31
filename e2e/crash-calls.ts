import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { ReceivedCallback } from "./receiver.ts";

/** A call of a mock. The caller makes it once, on a connection of its own, and retries nothing. */
export interface Call {
  id: string;
  /** Null: refused or reset, there was no answer. */
  status: number | null;
  body: string;
  /** `performance.now()` */
  startedAt: number;
  /** When the whole answer was there. */
  endedAt: number;
}

const callTimeoutMs = 60_000;

/** Posts `{ call: id, ...more }`, or a body as it is; never rejects. */
export function callMock(url: string, id: string, body: object | Buffer = {}): Promise<Call> {
  const startedAt = performance.now();
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify({ call: id, ...body }));
  return new Promise((resolve) => {
    const end = (status: number | null, text: string): void =>
      resolve({ id, status, body: text, startedAt, endedAt: performance.now() });
    const sent = request(url, {
      method: "POST",
      agent: false,
      headers: { "content-type": "application/json", "content-length": bytes.length },
      signal: AbortSignal.timeout(callTimeoutMs),
    });
    sent.on("error", () => end(null, ""));
    sent.on("response", (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("error", () => end(null, text));
      response.on("end", () => end(response.complete ? (response.statusCode ?? null) : null, text));
    });
    sent.end(bytes);
  });
}

export interface Load {
  url: string;
  /** Ids of the calls are `<name>-<number>`. */
  name: string;
  count: number;
  perSecond: number;
}

/** Calls at a steady rate, whatever becomes of the calls before. */
export async function callAtRate({ url, name, count, perSecond }: Load): Promise<Call[]> {
  const startedAt = performance.now();
  const calls: Promise<Call>[] = [];
  for (let number = 0; number < count; number++) {
    const waitMs = startedAt + (number * 1_000) / perSecond - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    calls.push(callMock(url, `${name}-${number}`));
  }
  return Promise.all(calls);
}

/** What became of calls that have one callback each. */
export interface Account {
  /** With 200. */
  answered: number;
  /** With 503, as the mock could not be sure that nothing is lost. */
  unavailable: number;
  /** Refused, or cut off. */
  refused: number;
  delivered: number;
  /** Callbacks beyond the first of a call. */
  duplicates: number;
  /** Answered with 200, and no callback came. */
  lost: string[];
  /** Calls whose callbacks differ in id or bytes. */
  conflicting: string[];
}

/** What a receiver has of a callback, whatever it came by. */
export type Arrived = Pick<ReceivedCallback, "webhookId" | "body">;

export function takeAccount(calls: readonly Call[], received: readonly Arrived[]): Account {
  const byCall = groupByCall(received);
  const ofCall = ({ id }: Call): Arrived[] => byCall.get(id) ?? [];
  const answered = calls.filter(({ status }) => status === 200);
  const delivered = calls.filter((call) => ofCall(call).length > 0);
  return {
    answered: answered.length,
    unavailable: calls.filter(({ status }) => status === 503).length,
    refused: calls.filter(({ status }) => status === null).length,
    delivered: delivered.length,
    duplicates: delivered.reduce((sum, call) => sum + ofCall(call).length - 1, 0),
    lost: answered.filter((call) => ofCall(call).length === 0).map(({ id }) => id),
    conflicting: calls.filter((call) => isConflicting(ofCall(call))).map(({ id }) => id),
  };
}

/** How long after a moment the callbacks arrived whose calls were answered before it. */
export function measureRecovery(
  moment: number,
  calls: readonly Call[],
  received: readonly ReceivedCallback[],
): { held: number; ms: number } {
  const byCall = groupByCall(received);
  const arrivals = calls
    .filter(({ status, endedAt }) => status === 200 && endedAt <= moment)
    .map(({ id }) => byCall.get(id)?.[0]?.receivedAt ?? Number.POSITIVE_INFINITY)
    .filter((receivedAt) => receivedAt > moment);
  return { held: arrivals.length, ms: Math.round(Math.max(moment, ...arrivals) - moment) };
}

function groupByCall<Callback extends Arrived>(received: readonly Callback[]): Map<string, Callback[]> {
  const byCall = new Map<string, Callback[]>();
  for (const callback of received) {
    const id = callOf(callback);
    byCall.set(id, [...(byCall.get(id) ?? []), callback]);
  }
  return byCall;
}

/** The call that a callback belongs to, from its body. */
export function callOf({ body }: Pick<ReceivedCallback, "body">): string {
  const { call } = JSON.parse(body.toString()) as { call?: unknown };
  return String(call);
}

function isConflicting(callbacks: readonly Arrived[]): boolean {
  const [first, ...others] = callbacks;
  if (first === undefined) return false;
  return (
    first.webhookId === "" ||
    others.some(({ webhookId, body }) => webhookId !== first.webhookId || !body.equals(first.body))
  );
}
