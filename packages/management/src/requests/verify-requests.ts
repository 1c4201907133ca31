import { setTimeout as sleep } from "node:timers/promises";
import { findMock, findMockUse, readRequestTotal } from "@understudy/database";
import type { Verification } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { unknownMock } from "../mocks/locate-mock.ts";
import { requireNamespace } from "../namespaces/require-namespace.ts";
import { authorise } from "../permissions.ts";
import { type CallPattern, compileCallPattern } from "./call-pattern.ts";
import { countCalls, type CountedCalls } from "./count-calls.ts";
import { expectationOf, isDecided } from "./expectation.ts";
import { type RequestView } from "./request-view.ts";

export interface VerificationResult {
  verified: boolean;
  count: number;
  /** In words. */
  expected: string;
  /** The newest of those that were counted. */
  requests: RequestView[];
  /** Where there were too few: calls that nearly counted. */
  nearest: CountedCalls["nearest"];
  /** False when calls had been dropped from the log that might have counted: there may have been more. */
  isComplete: boolean;
}

/** How often a waiting verification looks again. */
const lookIntervalMs = 250;

/** Says whether the calls came in that were expected; waits for them, if it shall. What was answered before it was called counts. */
export async function verifyRequests(
  management: Management,
  actor: Actor,
  { verification, namespace }: { verification: Verification; namespace: string },
): Promise<VerificationResult> {
  authorise(actor, "request.read", namespace);
  await requireNamespace(management, namespace);
  await requireMock(management, verification.mockId, namespace);
  const pattern = compileCallPattern(verification);
  const expectation = expectationOf(verification);
  const deadline = performance.now() + verification.withinMs;
  const lookAgain = createLook(management, { verification, namespace, pattern });
  for (;;) {
    const { count, requests, nearest, isComplete } = await lookAgain();
    const leftMs = deadline - performance.now();
    if (leftMs <= 0 || isDecided(expectation, count)) {
      const verified = count >= expectation.min && count <= expectation.max;
      const isTooFew = count < expectation.min;
      return { verified, count, expected: expectation.text, requests, nearest: isTooFew ? nearest : [], isComplete };
    }
    await sleep(Math.min(lookIntervalMs, leftMs));
  }
}

/** So that a mistyped id does not pass for a mock that was never called. Deleted ones count. */
async function requireMock(management: Management, mockId: string | undefined, namespace: string): Promise<void> {
  if (mockId === undefined) return;
  if ((await findMock(management.db, { namespace, id: mockId })) === null) throw unknownMock(mockId, namespace);
}

/** Counts when there is something new to count. */
function createLook(
  management: Management,
  { verification, namespace, pattern }: { verification: Verification; namespace: string; pattern: CallPattern },
): () => Promise<CountedCalls> {
  const { mockId, since } = verification;
  const { method, route, path, conditions, queryParams, header } = verification;
  const isOfMockAlone =
    mockId !== undefined &&
    [since, method, route, path, conditions, queryParams, header].every((part) => part === undefined);
  let lookedAt: { total: number; counted: CountedCalls } | null = null;
  return async () => {
    await management.requestLog.flush();
    const total = await readRequestTotal(management.db, namespace);
    if (lookedAt?.total === total) return lookedAt.counted;
    const counted = await countCalls(management.db, { namespace, mockId, since, pattern });
    lookedAt = { total, counted };
    if (!isOfMockAlone) return counted;
    // The counter knows of calls that the log has dropped.
    const { uses } = await findMockUse(management.db, { namespace, id: mockId });
    lookedAt = { total, counted: { ...counted, count: uses, isComplete: true } };
    return lookedAt.counted;
  };
}
