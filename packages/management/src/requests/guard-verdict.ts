import type { DestinationGuard } from "@understudy/egress";

/** What the guard says of an address as it is written; a name is judged again by what it resolves to when it is called. */
export interface GuardVerdict {
  verdict: "allowed" | "own" | "blocked";
  reason?: string;
}

export function judge(url: string, guard: DestinationGuard): GuardVerdict {
  const verdict = guard.judgeUrl(url);
  return verdict.kind === "blocked" ? { verdict: "blocked", reason: verdict.reason } : { verdict: verdict.kind };
}
