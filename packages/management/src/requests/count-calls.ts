import {
  type Database,
  hasDroppedRequests,
  keptRequests,
  listLoggedRequests,
  type LoggedRequest,
} from "@understudy/database";
import type { FailedCheck } from "@understudy/matching";
import type { CallPattern } from "./call-pattern.ts";
import { listedBodyBytesMax, type RequestView, viewRequest } from "./request-view.ts";

export interface CountedCalls {
  count: number;
  /** The newest of them. */
  requests: RequestView[];
  /** Calls that are none of them, but nearly, nearest first. */
  nearest: { requestId: string; failed: readonly FailedCheck[] }[];
  isComplete: boolean;
}

const pageRows = 200;
const shownMax = 10;
const nearestMax = 3;

/** Counts the logged calls that a pattern means, page by page: what is in memory is bounded, however many there are. */
export async function countCalls(
  db: Database,
  query: { namespace: string; mockId: string | undefined; since: Date | undefined; pattern: CallPattern },
): Promise<CountedCalls> {
  const { namespace, mockId, since, pattern } = query;
  const filter = { namespace, mockId, receivedFrom: since };
  const tally = createTally();
  const bodyBytesMax = pattern.readsBody ? bodyBytesWhole : listedBodyBytesMax;
  let before: string | undefined;
  for (let read = 0; read < keptRequests.perNamespace; read += pageRows) {
    const page = await listLoggedRequests(db, filter, { before, limit: pageRows, bodyBytesMax });
    for (const logged of page) {
      const lacking = await pattern.judge(logged);
      if (lacking === null) tally.addCounted(logged);
      // Of a body that was not kept whole nobody can say.
      else tally.addMiss(logged, { ...lacking, isUncertain: pattern.readsBody && logged.isRequestBodyTruncated });
    }
    before = page.at(-1)?.id;
    if (page.length < pageRows) break;
  }
  return tally.finish({ hasDropped: await hasDroppedRequests(db, { namespace, mockId, since }) });
}

interface Lacking {
  failed: readonly FailedCheck[];
  distance: number;
}

function createTally() {
  const shown: RequestView[] = [];
  let near: (Lacking & { requestId: string })[] = [];
  let count = 0;
  let isUncertain = false;
  return {
    addCounted(logged: LoggedRequest): void {
      count += 1;
      if (shown.length < shownMax) shown.push(viewRequest(shorten(logged)));
    },
    addMiss({ id }: LoggedRequest, miss: Lacking & { isUncertain: boolean }): void {
      isUncertain ||= miss.isUncertain;
      const { failed, distance } = miss;
      if (failed.length === 0) return;
      near = [...near, { requestId: id, failed, distance }]
        .sort((left, right) => left.distance - right.distance)
        .slice(0, nearestMax);
    },
    finish({ hasDropped }: { hasDropped: boolean }): CountedCalls {
      const nearest = near.map(({ requestId, failed }) => ({ requestId, failed }));
      return { count, requests: shown, nearest, isComplete: !isUncertain && !hasDropped };
    },
  };
}

/** Bodies are not kept longer than this. */
const bodyBytesWhole = 1_048_576;

function shorten(logged: LoggedRequest): LoggedRequest {
  const body = logged.requestBody;
  if (body === null || body.length <= listedBodyBytesMax) return logged;
  return { ...logged, requestBody: body.subarray(0, listedBodyBytesMax), isRequestBodyTruncated: true };
}
