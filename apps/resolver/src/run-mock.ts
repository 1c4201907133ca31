import type { NewDelivery, Undelivered } from "@understudy/database";
import { failpoint, type Logger } from "@understudy/runtime";
import type { ReadKeys } from "@understudy/templating";
import type { DeliveryAwaiter } from "./await-deliveries.ts";
import type { DeliveryQuotas } from "./delivery-quotas.ts";
import {
  type CallStores,
  type MockCall,
  type Outgoing,
  leavesSomething,
  renderCall,
  type RenderedCall,
  type RenderOptions,
} from "./render-call.ts";
import type { RequestWork } from "./request-work.ts";
import { isOpen } from "./sequence.ts";

export interface MockRunner {
  /** Renders, records and enqueues; resolves when the answer may go out. A call that has nothing to wait for has its result at once. */
  run: (call: MockCall) => MockResult | Promise<MockResult>;
  /** Call when the answer is out: its asynchronous deliveries are due now. */
  finish: (result: MockResult) => void;
}

export interface MockResult {
  outgoing: Outgoing;
  /** Whether the answer goes out although synchronous callbacks are not finished. */
  isPending: boolean;
  /** Whether its row of the request log is written already, with what it left behind. */
  isCommitted: boolean;
  deliveries: readonly NewDelivery[];
  /** Deliveries that failed, and whose failure is the call's: an error goes out instead of the answer. */
  failures: readonly Undelivered[];
}

export interface MockRunnerOptions extends RenderOptions {
  work: RequestWork;
  quotas: DeliveryQuotas;
  awaiter: DeliveryAwaiter;
  log: Logger;
}

/** The way of a call through its mock: stores ▸ extract ▸ answer ▸ callbacks ▸ commit ▸ synchronous callbacks. */
export function createMockRunner(options: MockRunnerOptions): MockRunner {
  const { work } = options;
  return {
    run: (call) => (isAlone(call) ? runAlone(call, options) : runWithOthers(call, options)),
    finish({ deliveries }) {
      const asynchronous = deliveries.filter((delivery) => isOpen(delivery) && !delivery.isSynchronous);
      if (asynchronous.length > 0) work.wake(asynchronous);
    },
  };
}

/** Whether nothing but the request goes into a call, and nothing but its answer comes out. */
function isAlone(call: MockCall): boolean {
  return call.mock.callbacks.length === 0 && call.mock.extracts.length === 0 && !readsStores(call);
}

function runAlone(call: MockCall, options: MockRunnerOptions): MockResult {
  const { outgoing, deliveries } = renderCall(call, emptyStores(), options);
  failpoint("before-commit");
  failpoint("after-commit");
  return { outgoing, isPending: false, isCommitted: false, deliveries, failures: [] };
}

async function runWithOthers(call: MockCall, options: MockRunnerOptions): Promise<MockResult> {
  const { work, awaiter, log } = options;
  const isExact = call.mock.lockedEntries.length > 0;
  const looking = options.quotas.look(call.namespace, call.mock.callbacks.length);
  if (looking !== undefined) await looking;
  const rendered = isExact
    ? await work.commitExactly({ call, render: (stores) => renderWithin(call, stores, options) })
    : await runUnlocked(call, options);
  failpoint("after-commit");
  const { outgoing, deliveries, synchronousMaxMs, decisive } = rendered;
  logUnprepared(deliveries, log);
  const isPending = await awaitSynchronous(deliveries, synchronousMaxMs, { work, awaiter });
  const failures = decisive.length === 0 ? [] : await work.findUndelivered(decisive);
  return { outgoing, isPending, isCommitted: rendered.loggedRequest !== undefined, deliveries, failures };
}

/** A call that reads nothing which it writes needs no locks: it is rendered with what it finds, and then committed. */
async function runUnlocked(call: MockCall, options: MockRunnerOptions): Promise<RenderedCall> {
  const { work } = options;
  const stores = readsStores(call) ? await readStores(call, work) : emptyStores();
  const rendered = renderWithin(call, stores, options);
  failpoint("before-commit");
  if (leavesSomething(rendered)) await work.commit(rendered);
  return rendered;
}

/** Renders a call whose deliveries are within the namespace's quotas; nothing is left behind by one that goes beyond. */
function renderWithin(call: MockCall, stores: CallStores, options: MockRunnerOptions): RenderedCall {
  const rendered = renderCall(call, stores, options);
  const enqueued = rendered.deliveries.filter(({ state }) => state === "pending" || state === "waiting");
  options.quotas.take(call.namespace, enqueued.length);
  return rendered;
}

function readsStores({ mock: { reads } }: MockCall): boolean {
  return reads.globalStoreKeys.length > 0 || reads.chainStoreKeys.length > 0;
}

function emptyStores(): CallStores {
  return { global: new Map(), chain: new Map() };
}

/** Reads the keys that the mock's templates name, and no others (design 8). */
async function readStores({ mock, namespace }: MockCall, work: RequestWork): Promise<CallStores> {
  const { reads, chainId } = mock;
  const read = (chain: string, keys: ReadKeys): Promise<Map<string, unknown>> | Map<string, unknown> =>
    keys.length === 0 ? new Map<string, unknown>() : work.readStore({ namespace, chainId: chain }, keys);
  const [global, chain] = await Promise.all([
    read("", reads.globalStoreKeys),
    chainId === null ? new Map<string, unknown>() : read(chainId, reads.chainStoreKeys),
  ]);
  return { global, chain };
}

async function awaitSynchronous(
  deliveries: readonly NewDelivery[],
  timeoutMs: number,
  { work, awaiter }: Pick<MockRunnerOptions, "work" | "awaiter">,
): Promise<boolean> {
  const awaited = deliveries.filter((delivery) => delivery.isSynchronous && isOpen(delivery));
  if (awaited.length === 0) return false;
  const finished = awaiter.awaitFinished(awaited, timeoutMs);
  // Counted from the commit; the others' are counted from the end of what they wait for.
  const firstDelayMs = awaited[0]?.delayMs ?? 0;
  if (firstDelayMs > 0) work.wakeIn(firstDelayMs);
  else work.wake([]);
  return !(await finished);
}

function logUnprepared(deliveries: readonly NewDelivery[], log: Logger): void {
  for (const { id, namespace, mockId, requestId, callback, state, stateReason } of deliveries) {
    if (state !== "failed") continue;
    const fields = { callbackType: callback.type, attempt: 0, deliveryId: id, mockId, namespace, requestId };
    log.error(
      { event: "delivery.failed", ...fields, errorClass: "render", error: stateReason },
      "Failed to prepare webhook body",
    );
  }
}
