import type { CompiledMock, RenderedAnswer } from "@understudy/answering";
import type { NewDelivery, StoreWrite } from "@understudy/database";
import type { FakerSource, ReadKeys, RenderContext, RequestView } from "@understudy/templating";
import { failpoint, type Logger } from "@understudy/runtime";
import type { DeliveryAwaiter } from "./await-deliveries.ts";
import { prepareDeliveries } from "./prepare-deliveries.ts";
import type { RequestWork } from "./request-work.ts";

export interface MockRunner {
  /** Renders, records and enqueues; resolves when the answer may go out. */
  run: (call: MockCall) => Promise<MockResult>;
  /** Call when the answer is out: its asynchronous deliveries are due now. */
  finish: (result: MockResult) => void;
}

export interface MockCall {
  mock: CompiledMock;
  namespace: string;
  requestId: string;
  hops: number;
  view: RequestView;
}

export interface MockResult {
  answer: RenderedAnswer;
  /** Whether the answer goes out although synchronous callbacks are not finished. */
  isPending: boolean;
  deliveries: readonly NewDelivery[];
}

export interface MockRunnerOptions {
  work: RequestWork;
  awaiter: DeliveryAwaiter;
  faker: FakerSource;
  log: Logger;
  /** Longest wait for synchronous callbacks. */
  synchronousWaitMaxMs: number;
}

/** The way of a call through its mock: stores ▸ extract ▸ answer ▸ callbacks ▸ commit ▸ synchronous callbacks. */
export function createMockRunner(options: MockRunnerOptions): MockRunner {
  const { work, awaiter, log } = options;
  return {
    async run(call) {
      const { mock, namespace } = call;
      const stores = readsStores(mock) ? await readStores(call, work) : createStores(mock);
      const context: RenderContext = { request: call.view, namespace, stores, faker: options.faker, now: new Date() };
      const storeWrites = extract(call, stores, context);
      const answer = mock.answer.fixed ?? mock.answer.render(context);
      const inCallbacks = { ...context, response: answer.payload };
      const { deliveries, synchronousMaxMs } = prepareDeliveries(
        { ...call, status: answer.status, context: inCallbacks },
        { delayMs: mock.answer.delayMs, synchronousWaitMaxMs: options.synchronousWaitMaxMs },
      );
      failpoint("before-commit");
      if (deliveries.length > 0 || storeWrites.length > 0) await work.commit({ deliveries, storeWrites });
      failpoint("after-commit");
      logUnprepared(deliveries, log);
      const isPending = await awaitSynchronous(deliveries, synchronousMaxMs, { work, awaiter });
      return { answer, isPending, deliveries };
    },
    finish({ deliveries }) {
      const asynchronous = deliveries.filter((delivery) => delivery.state === "pending" && !delivery.isSynchronous);
      if (asynchronous.length > 0) work.wake(asynchronous);
    },
  };
}

interface Stores {
  global: Map<string, unknown>;
  chain: Map<string, unknown>;
  mock: Map<string, unknown>;
}

function readsStores({ reads }: CompiledMock): boolean {
  return reads.globalStoreKeys.length > 0 || reads.chainStoreKeys.length > 0;
}

/** What a call begins with: the mock store lives for one request. */
function createStores({ mockStore }: CompiledMock): Stores {
  return { global: new Map(), chain: new Map(), mock: new Map(Object.entries(mockStore)) };
}

/** Reads the keys that the mock's templates name, and no others (design 8). */
async function readStores({ mock, namespace }: MockCall, work: RequestWork): Promise<Stores> {
  const { reads, chainId } = mock;
  const read = (chain: string, keys: ReadKeys): Promise<Map<string, unknown>> | Map<string, unknown> =>
    keys.length === 0 ? new Map<string, unknown>() : work.readStore({ namespace, chainId: chain }, keys);
  const [global, chain] = await Promise.all([
    read("", reads.globalStoreKeys),
    chainId === null ? new Map<string, unknown>() : read(chainId, reads.chainStoreKeys),
  ]);
  return { ...createStores(mock), global, chain };
}

/** Fills the stores before the answer is rendered (contract B7); what lasts is returned, to be written. */
function extract({ mock, namespace }: MockCall, stores: Stores, context: RenderContext): StoreWrite[] {
  const writes: StoreWrite[] = [];
  for (const { store, key, template } of mock.extracts) {
    const value = template.render(context) ?? null;
    stores[store].set(key, value);
    if (store === "mock") continue;
    writes.push({
      namespace,
      chainId: store === "chain" ? (mock.chainId ?? "") : "",
      key,
      value: JSON.stringify(value),
    });
  }
  return writes;
}

async function awaitSynchronous(
  deliveries: readonly NewDelivery[],
  timeoutMs: number,
  { work, awaiter }: Pick<MockRunnerOptions, "work" | "awaiter">,
): Promise<boolean> {
  const awaited = deliveries.filter(
    ({ isSynchronous, state }) => isSynchronous && (state === "pending" || state === "waiting"),
  );
  if (awaited.length === 0) return false;
  const finished = awaiter.awaitFinished(awaited, timeoutMs);
  work.wake([]);
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
