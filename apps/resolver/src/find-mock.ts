import { findMatch, type Match, type Miss } from "@understudy/matching";
import type { ServedNamespace } from "./loaded-namespaces.ts";
import type { RequestWork } from "./request-work.ts";
import type { ServedMock } from "./served-mock.ts";
import type { StubRequest } from "./stub-request.ts";

/** The mock that answers. */
export interface FoundMock extends Match<ServedMock> {
  /** Which use of the mock this is; always 1 where uses are not counted. */
  use: number;
}

/** What matching comes to before anything is waited for. */
export type FirstMatch = ReturnType<typeof matchFirst>;

export function matchFirst({ index, usedUp }: Pick<ServedNamespace, "index" | "usedUp">, request: StubRequest) {
  return findMatch({ index, request, now: Date.now(), usedUp });
}

interface FindMockOptions {
  request: StubRequest;
  namespace: string;
  work: Pick<RequestWork, "claimUse">;
  /** What was found already. */
  first: FirstMatch | undefined;
}

/**
 * The mock that answers, or the miss. The body is read only when a condition looks at it. A counted mock is used by being found
 * (contract E18); when it turns out to be used up, the next candidate has its turn (design 5).
 */
export async function findMock(
  served: Pick<ServedNamespace, "index" | "usedUp">,
  { request, namespace, work, first }: FindMockOptions,
): Promise<FoundMock | Miss<ServedMock>> {
  const { index, usedUp } = served;
  for (let next = first; ; next = undefined) {
    const found = next ?? matchFirst(served, request);
    if (found.kind === "miss") return found;
    if (found.kind === "body-needed") {
      await request.readBody();
      continue;
    }
    const { entry: mock } = found;
    if (!mock.needsUse) return { ...found, use: 1 };
    // A call that is refused because of its body uses nothing.
    await request.readBytes();
    const use = await work.claimUse({ namespace, mockId: mock.id, usesMax: mock.usesMax });
    if (use !== null) return { ...found, use };
    // One that was saved meanwhile has its uses before it.
    if (index.find(mock.id) === mock) usedUp.add(mock.id);
  }
}
