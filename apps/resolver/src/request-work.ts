import {
  addToDay,
  claimUses,
  commitRequests,
  countUsedQuotas,
  type Commit,
  type DeliveryDay,
  findFinished,
  findUndelivered,
  openPool,
  type Pool,
  type PoolUse,
  readPoolUse,
  readStoreKeys,
  type StoreKey,
  type Undelivered,
  type UseClaim,
  type UsedQuotas,
  wakeWorkers,
} from "@understudy/database";
import { AppError, type NamespaceQuotas } from "@understudy/domain";
import type { Logger } from "@understudy/runtime";
import { commitExactCalls, type ExactCall } from "./exact-calls.ts";
import { createGroupCommit } from "./group-commit.ts";
import type { RenderedCall } from "./render-call.ts";

/** A delivery, by its key. */
export interface DeliveryKey {
  namespace: string;
  id: string;
}

/** A delivery whose answer is out; `delayMs` is what it waits all the same. */
export interface EarlyDelivery extends DeliveryKey {
  delayMs: number | null;
}

/** What calls of mocks do in the database, on connections of their own with short limits (design 5). */
export interface RequestWork {
  readStore: (store: StoreKey, keys: readonly string[] | "all") => Promise<Map<string, unknown>>;
  /** Resolves when it is durable. */
  commit: (commit: Commit) => Promise<void>;
  /** Renders a call while the entries that it writes are locked; resolves when it is durable. */
  commitExactly: (call: ExactCall) => Promise<RenderedCall>;
  /** Counts a use of a mock. Resolves to which one it is, from 1 on, or to null when the mock is used up. */
  claimUse: (claim: UseClaim) => Promise<number | null>;
  /** Tells workers that these are due; those whose answer went out earlier than planned are made due. Never fails. */
  wake: (early: readonly EarlyDelivery[]) => void;
  /** Tells workers that something is due in a while. */
  wakeIn: (ms: number) => void;
  countUsedQuotas: (namespace: string, quotas: NamespaceQuotas) => Promise<UsedQuotas>;
  /** Adds to the deliveries that stub calls of all processes made today. */
  addToDay: (count: number) => Promise<DeliveryDay>;
  findFinished: (keys: readonly DeliveryKey[]) => Promise<DeliveryKey[]>;
  /** Of these, those that ended otherwise than by being delivered. */
  findUndelivered: (keys: readonly DeliveryKey[]) => Promise<Undelivered[]>;
  connections: () => { calls: PoolUse; queue: PoolUse };
  close: () => Promise<void>;
}

/** How long a call waits for the database before it answers 503. */
const databaseTimeoutMs = 2_000;
const connectionsMax = 4;
/** One for commits, one for wake-ups. */
const queueConnectionsMax = 2;
/** Wake-ups are at least so far apart: each makes every worker look. */
const wakePauseMs = 5;

export function openRequestWork(options: {
  databaseUrl: string;
  /** Whose licences count. */
  licencePublicKey: string | null;
  log: Logger;
}): RequestWork {
  const { databaseUrl } = options;
  const pool = openPool({ databaseUrl, connectionsMax, statementTimeoutMs: databaseTimeoutMs });
  const queuePool = openPool({
    ...{ databaseUrl, connectionsMax: queueConnectionsMax, statementTimeoutMs: databaseTimeoutMs },
    isPlannedOnce: true,
  });
  const { commits, exactCalls, claims } = createGroups(pool, queuePool);
  const waker = createWaker(queuePool, options.log);
  return {
    readStore: (store, keys) => readStoreKeys(pool, store, keys).catch(throwUnavailable),
    commit: (commit) => commits.commit(commit).catch(explainCommitFailure),
    commitExactly: (call) => exactCalls.commit(call).catch(explainCommitFailure),
    claimUse: (claim) => claims.commit(claim).catch(explainCommitFailure),
    wake: waker.wake,
    wakeIn: waker.wakeIn,
    countUsedQuotas: (namespace, quotas) => countUsedQuotas(pool, { namespace, quotas, now: Date.now() }),
    addToDay: (count) => addToDay(pool, { count, issuer: options.licencePublicKey }),
    findFinished: (keys) => findFinished(pool, keys),
    findUndelivered: (keys) => findUndelivered(pool, keys).catch(throwUnavailable),
    connections: () => ({ calls: readPoolUse(pool), queue: readPoolUse(queuePool) }),
    async close() {
      waker.stop();
      await Promise.all([pool.end(), queuePool.end()]);
    },
  };
}

/** Each kind of work has a group of its own, so that none of them waits for the locks of another. */
function createGroups(pool: Pool, queuePool: Pool) {
  const limits = { isItemsFault: hasDataError, timeoutMs: databaseTimeoutMs };
  return {
    commits: createGroupCommit<Commit, undefined>({
      ...limits,
      write: async (commits) => {
        await commitRequests(queuePool, commits);
        return commits.map(() => undefined);
      },
      bytesOf: countBytes,
    }),
    exactCalls: createGroupCommit<ExactCall, RenderedCall>({
      ...limits,
      write: (calls) => commitExactCalls(pool, calls),
      // An answer that can't be rendered fails its own call.
      isItemsFault: (error) => error instanceof AppError || hasDataError(error),
      // What is not rendered yet has no size: as if each callback carried the whole body.
      bytesOf: ({ call }) => call.bodyBytes * (1 + call.mock.callbacks.length),
    }),
    claims: createGroupCommit<UseClaim, number | null>({
      ...limits,
      write: (claims) => claimUses(pool, claims),
      bytesOf: () => 0,
    }),
  };
}

/** One wake-up at a time; those that come meanwhile go together. The sweep of the workers finds what a lost one leaves. */
function createWaker(pool: Pool, log: Logger) {
  let early: EarlyDelivery[] = [];
  const alarms = new Set<NodeJS.Timeout>();
  let isDue = false;
  let isWaking = false;
  const wakeAll = async (): Promise<void> => {
    isWaking = true;
    // Answers of the same tick go together.
    await new Promise((resolve) => setImmediate(resolve));
    while (isDue) {
      const batch = early;
      early = [];
      isDue = false;
      await wakeWorkers(pool, batch).catch((error: unknown) => {
        log.warn({ event: "wake.failed", error: String(error) }, "Workers could not be woken");
      });
      // Their due times are counted from the statement's moment, which is past: no alarm comes too early for them.
      for (const { delayMs } of batch) if (delayMs !== null) wakeIn(delayMs);
      await new Promise((resolve) => setTimeout(resolve, wakePauseMs));
    }
    isWaking = false;
  };
  const wake = (deliveries: readonly EarlyDelivery[]): void => {
    early.push(...deliveries);
    isDue = true;
    if (!isWaking) void wakeAll();
  };
  const wakeIn = (ms: number): void => {
    // A timer may ring a moment before its time, when nothing would be due yet.
    const alarm = setTimeout(() => {
      alarms.delete(alarm);
      wake([]);
    }, ms + 1);
    alarms.add(alarm);
  };
  const stop = (): void => {
    for (const alarm of alarms) clearTimeout(alarm);
  };
  return { wake, wakeIn, stop };
}

function countBytes(commit: Commit): number {
  const messages = commit.deliveries.reduce(
    (sum, { message, plan }) =>
      sum + (message?.head.length ?? 0) + (message?.body?.length ?? 0) + (plan?.text.length ?? 0),
    0,
  );
  const logged = (commit.loggedRequest?.requestBody?.length ?? 0) + (commit.loggedRequest?.responseBody?.length ?? 0);
  return commit.storeWrites.reduce((sum, { value }) => sum + value.length, messages + logged);
}

/** Classes 22 and 23 of SQLSTATE: bad data; a driver's own error about a value has no code and no connection to blame. */
export function hasDataError(error: unknown): boolean {
  const code = codeOf(error);
  return /^(22|23|54)/.test(code) || error instanceof TypeError || error instanceof RangeError;
}

function explainCommitFailure(error: unknown): never {
  if (error instanceof AppError) throw error;
  if (hasDataError(error)) {
    throw new AppError(
      "validation",
      "the request can't be stored: a key or value has a character that the database refuses",
      { cause: error },
    );
  }
  return throwUnavailable(error);
}

function throwUnavailable(error: unknown): never {
  throw new AppError("unavailable", "the database is away, which this mock needs; try again in a moment", {
    cause: error,
  });
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}
