import type { DeliveryState } from "@understudy/domain";
import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleParking,
  CircleSlash,
  CircleX,
  Clock,
  Hourglass,
  type LucideIcon,
  Send,
} from "lucide-react";

/** How each state looks: icon and word, and a colour that neither is needed for. */
const looks = {
  waiting: { Icon: Hourglass, word: "Waiting", className: "text-ink-soft" },
  parked: { Icon: CircleParking, word: "Parked", className: "text-ink-soft" },
  pending: { Icon: Clock, word: "Pending", className: "text-code-text" },
  sending: { Icon: Send, word: "Sending", className: "text-code-number" },
  delivered: { Icon: CircleCheck, word: "Delivered", className: "text-accent" },
  failed: { Icon: CircleX, word: "Failed", className: "text-danger" },
  cancelled: { Icon: Ban, word: "Cancelled", className: "text-ink-soft" },
  skipped: { Icon: CircleSlash, word: "Skipped", className: "text-ink-soft" },
} as const satisfies Record<DeliveryState, { Icon: LucideIcon; word: string; className: string }>;

export function StateLabel({ state }: { state: DeliveryState }) {
  const { word, className } = looks[state];
  return (
    <span className={`inline-flex items-center gap-1.5 align-middle font-medium whitespace-nowrap ${className}`}>
      <StateIcon state={state} />
      {word}
    </span>
  );
}

/** The icon of a state; null is that of all together. */
export function StateIcon({ state }: { state: DeliveryState | null }) {
  if (state === null) return <CircleDashed size={14} className="shrink-0 text-ink-faint" aria-hidden="true" />;
  const { Icon, className } = looks[state];
  return <Icon size={14} className={`shrink-0 ${className}`} aria-hidden="true" />;
}

export function stateWord(state: DeliveryState): string {
  return looks[state].word;
}
