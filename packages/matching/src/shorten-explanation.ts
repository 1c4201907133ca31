import type { FailedCheck } from "./check-conditions.ts";
import type { MissExplanation, NearMiss } from "./explain-miss.ts";

/** A failed check as a caller of a stub may see it: which one, and why, without what the mock expects of headers. */
export type ShortFailedCheck = Pick<FailedCheck, "kind" | "path" | "assertAction" | "reason">;

export type ShortNearMiss = Pick<NearMiss, "mockId" | "route" | "method"> & { failed: ShortFailedCheck[] };

const failedMax = 5;

/** Makes of an explanation what stands in the body of a 404 (contract, Decided 13): no expected header value is in it. */
export function shortenExplanation({ nearest }: MissExplanation): ShortNearMiss[] {
  return nearest.map(({ mockId, route, method, failed }) => ({
    mockId,
    route,
    method,
    failed: failed.slice(0, failedMax).map((check) => ({
      kind: check.kind,
      ...(check.path !== undefined && { path: check.path }),
      ...(check.assertAction !== undefined && { assertAction: check.assertAction }),
      reason: check.kind === "header" ? shortHeaderReason(check) : check.reason,
    })),
  }));
}

/** Made anew rather than cut from the whole one: what a mock expects of a header may be a token. */
function shortHeaderReason({ path = "", assertAction = "equals", actual }: FailedCheck): string {
  return actual === undefined ? `the header ${path} is missing` : `the header ${path} fails ${assertAction}`;
}
