"use client";

import { Clock } from "lucide-react";
import type { ReactNode } from "react";
import type { DeliveryDetail } from "../../trpc/delivery-shapes.ts";
import { StateIcon } from "../deliveries/delivery-state.tsx";
import { ClockTime, Countdown } from "../moment.tsx";
import { AttemptEntry } from "./attempt-entry.tsx";

/** Every attempt, first to last, and the one that follows. */
export function AttemptTimeline({ delivery }: { delivery: DeliveryDetail }) {
  const { attempts, state, nextAttemptAt } = delivery;
  if (attempts.length === 0 && nextAttemptAt === null && state !== "sending") {
    return <p className="text-sm text-ink-soft">None was made.</p>;
  }
  return (
    <ol>
      {attempts.map((attempt, index) => (
        <TimelineItem key={attempt.number} icon={<StateIcon state={attempt.outcome} />}>
          <AttemptEntry attempt={attempt} isLast={index === attempts.length - 1} />
        </TimelineItem>
      ))}
      {state === "sending" && (
        <TimelineItem icon={<StateIcon state="sending" />}>
          <p className="text-sm text-ink-soft">Attempt {attempts.length + 1} is under way</p>
        </TimelineItem>
      )}
      {nextAttemptAt !== null && (
        <TimelineItem icon={<Clock size={14} className="text-ink-faint" aria-hidden="true" />}>
          <p className="text-sm text-ink-soft">
            Attempt {attempts.length + 1} is due <Countdown to={nextAttemptAt} />, at <ClockTime at={nextAttemptAt} />
          </p>
        </TimelineItem>
      )}
    </ol>
  );
}

/** The line between two icons shows that they follow each other. */
function TimelineItem({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="group relative flex gap-3 pb-4 last:pb-0">
      <span className="absolute top-6 bottom-0 left-2.5 w-px bg-line group-last:hidden" aria-hidden="true" />
      <span className="flex size-5 shrink-0 items-center justify-center">{icon}</span>
      <div className="min-w-0 grow">{children}</div>
    </li>
  );
}
