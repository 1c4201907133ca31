import type { CompiledMock } from "@understudy/answering";
import { AppError } from "@understudy/domain";
import { findMatch, type Match, type Miss } from "@understudy/matching";
import type { ServedMocks } from "./loaded-namespaces.ts";
import type { RequestWork } from "./request-work.ts";
import type { StubRequest } from "./stub-request.ts";

/** The mock that answers. */
export interface FoundMock extends Match<CompiledMock> {
  /** Which use of the mock this is; always 1 where uses are not counted. */
  use: number;
}

export interface FindMockOptions {
  request: StubRequest;
  namespace: string;
  work: Pick<RequestWork, "claimUse">;
  /** What `findNow` has found already. */
  first?: FoundNow | undefined;
}

export type FoundNow = ReturnType<typeof findMatch<CompiledMock>>;

/** What can be said without waiting for anything. */
export function findNow({ index, usedUp }: ServedMocks, request: StubRequest): FoundNow {
  return findMatch({ index, request, now: Date.now(), usedUp });
}

/**
 * The mock that answers, or the miss. The body is read only when a condition looks at it. A counted mock is used by being found
 * (contract E18); when it turns out to be used up, the next candidate has its turn (design 5).
 */
export async function findMock(
  served: ServedMocks,
  { request, namespace, work, first }: FindMockOptions,
): Promise<FoundMock | Miss<CompiledMock>> {
  const { index, usedUp } = served;
  for (let found = first ?? findNow(served, request); ; found = findNow(served, request)) {
    if (found.kind === "miss") return found;
    if (found.kind === "body-needed") {
      await request.readBody();
      continue;
    }
    const { entry: mock } = found;
    if (mock.unserved !== null) throw new AppError("not_served", mock.unserved);
    if (!mock.needsUse) return { ...found, use: 1 };
    // A call that is refused because of its body uses nothing.
    await request.readBytes();
    const use = await work.claimUse({ namespace, mockId: mock.id, usesMax: mock.usesMax });
    if (use !== null) return { ...found, use };
    // One that was saved meanwhile has its uses before it.
    if (index.get(mock.id) === mock) usedUp.add(mock.id);
  }
}
