import type { JobRunState } from "@understudy/domain";
import { CircleCheck, CircleX, Clock, LoaderCircle, type LucideIcon, Unplug } from "lucide-react";

/** How each state looks: icon and word, and a colour that neither is needed for. */
const looks = {
  queued: { Icon: Clock, word: "Queued", className: "text-code-text" },
  running: { Icon: LoaderCircle, word: "Running", className: "text-code-number" },
  interrupted: { Icon: Unplug, word: "Interrupted", className: "text-code-text" },
  succeeded: { Icon: CircleCheck, word: "Succeeded", className: "text-accent" },
  failed: { Icon: CircleX, word: "Failed", className: "text-danger" },
} as const satisfies Record<JobRunState, { Icon: LucideIcon; word: string; className: string }>;

export function JobStateLabel({ state }: { state: JobRunState }) {
  const { Icon, word, className } = looks[state];
  return (
    <span className={`inline-flex items-center gap-1.5 align-middle font-medium whitespace-nowrap ${className}`}>
      <Icon size={14} className="shrink-0" aria-hidden="true" />
      {word}
    </span>
  );
}

/** Whether it may change by itself. */
export function isUnderWay(state: JobRunState): boolean {
  return state === "queued" || state === "running" || state === "interrupted";
}
