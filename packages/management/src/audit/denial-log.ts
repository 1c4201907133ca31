import { addDenials, type Database } from "@understudy/database";
import type { Denial } from "@understudy/domain";

/** An attempt that was denied just now. */
export type NewDenial = Omit<Denial, "at" | "times">;

/** Writes denied attempts into the audit trail by and by: whoever was denied does not wait for it, and it can't fail them. */
export interface DenialLog {
  note: (denial: NewDenial) => void;
  /** Writes what is not written yet, also what still counts. */
  close: () => Promise<void>;
}

/** An attempt is in the trail after so long. */
const writeEveryMs = 250;
/** What is tried again within this time is counted, and one more entry says how often. */
const countedMs = 60_000;
/** Different attempts of one author within that time; what else they try is counted as one. */
const perAuthorMax = 100;
/** Different attempts of all; what is tried beyond that while so many are counted is counted as one. */
const countedMax = 10_000;
/** Rows of one statement. */
const rowsMax = 500;

/** Attempts of the same kind: the first one is written at once, the others when their time is over. */
interface Counted {
  denial: NewDenial;
  lastAt: Date;
  /** Those that are not written yet. */
  times: number;
  endsAtMs: number;
}

export function createDenialLog(db: Database, now: () => number = Date.now): DenialLog {
  const counted = new Map<string, Counted>();
  let unwritten: Denial[] = [];
  let writing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const schedule = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      endCounts(now());
      write();
      if (counted.size > 0 || unwritten.length > 0) schedule();
    }, writeEveryMs).unref();
  };
  const endCounts = (nowMs: number): void => {
    for (const [key, { denial, lastAt, times, endsAtMs }] of counted) {
      if (endsAtMs > nowMs) continue;
      counted.delete(key);
      if (times > 0) unwritten.push({ ...denial, at: lastAt, times });
    }
  };
  const write = (): void => {
    writing = writing.then(async () => {
      const rows = unwritten.slice(0, rowsMax);
      if (rows.length === 0) return;
      try {
        await addDenials(db, rows);
        unwritten = unwritten.slice(rows.length);
      } catch {
        // The database is away: they are tried again, the oldest are given up first.
        unwritten = unwritten.slice(-countedMax);
      }
    });
  };
  return {
    note(denial) {
      const nowMs = now();
      const at = new Date(nowMs);
      const { key, kept } = findPlace(counted, denial);
      const before = counted.get(key);
      if (before !== undefined && before.endsAtMs > nowMs) {
        before.times += 1;
        before.lastAt = at;
      } else {
        if (before !== undefined && before.times > 0)
          unwritten.push({ ...before.denial, at: before.lastAt, times: before.times });
        counted.set(key, { denial: kept, lastAt: at, times: 0, endsAtMs: nowMs + countedMs });
        unwritten.push({ ...kept, at, times: 1 });
      }
      schedule();
    },
    async close() {
      clearTimeout(timer);
      endCounts(Number.POSITIVE_INFINITY);
      for (let left = Math.ceil(unwritten.length / rowsMax); left > 0; left--) write();
      await writing;
    },
  };
}

/** Under which key an attempt is counted. Whoever tries very many things fills the trail with a line that says so. */
function findPlace(counted: ReadonlyMap<string, Counted>, denial: NewDenial): { key: string; kept: NewDenial } {
  const { author, operation, namespace, resource } = denial;
  const who = [author.kind, author.userId, author.tokenId, author.address];
  const key = JSON.stringify([who, operation, namespace, resource]);
  if (counted.has(key)) return { key, kept: denial };
  if (counted.size >= countedMax) return { key: "*", kept: everything({ ...denial, author: anybody }) };
  let ofAuthor = 0;
  const prefix = JSON.stringify([who]).slice(0, -1);
  for (const other of counted.keys()) if (other.startsWith(prefix)) ofAuthor += 1;
  if (ofAuthor < perAuthorMax) return { key, kept: denial };
  return { key: JSON.stringify([who]), kept: everything(denial) };
}

const anybody: NewDenial["author"] = {
  kind: "anonymous",
  ...{ userId: null, name: "anonymous", tokenId: null, sessionId: null, address: null },
};

function everything(denial: NewDenial): NewDenial {
  return {
    ...denial,
    ...{ operation: "*", namespace: null, resource: { type: "*", id: "*" } },
    reason: "so many different attempts were denied that they are only counted",
  };
}
