"use client";

import {
  ArrowDownLeft,
  ArrowUpRight,
  CircleCheck,
  CircleSlash,
  CircleX,
  Clock,
  CornerDownRight,
  Flag,
  type LucideIcon,
  Send,
} from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { RequestDetail } from "../../trpc/request-shapes.ts";
import { ClockTime } from "../moment.tsx";
import { textLinkClass } from "../text-link.ts";

type Step = RequestDetail["steps"][number];

const looks = {
  received: { Icon: ArrowDownLeft, word: "Received", className: "text-ink-soft" },
  matched: { Icon: CircleCheck, word: "Matched", className: "text-accent" },
  missed: { Icon: CircleX, word: "No match", className: "text-danger" },
  answered: { Icon: ArrowUpRight, word: "Answered", className: "text-ink-soft" },
  not_fired: { Icon: CircleSlash, word: "Not fired", className: "text-ink-soft" },
  attempt: { Icon: Send, word: "Attempt", className: "text-code-number" },
  finished: { Icon: Flag, word: "Finished", className: "text-ink-soft" },
  waiting: { Icon: Clock, word: "Waiting", className: "text-code-text" },
  follow_up: { Icon: CornerDownRight, word: "Follow-up", className: "text-ink-soft" },
} as const satisfies Record<Step["kind"], { Icon: LucideIcon; word: string; className: string }>;

/** What happened, in its order. */
export function StepList({ request }: { request: RequestDetail }) {
  return (
    <>
      <ol>
        {request.steps.map((step, index) => (
          // Their order is that of time, and none is ever taken out.
          <StepItem key={index} step={step}>
            {linkOf(step, request)}
          </StepItem>
        ))}
      </ol>
      {!request.isComplete && <p className="mt-2 text-xs text-ink-faint">There was more than is shown.</p>}
    </>
  );
}

/** The line between two icons shows that they follow each other. */
function StepItem({ step, children }: { step: Step; children: ReactNode }) {
  const { Icon, word, className } = looks[step.kind];
  return (
    <li className="group relative flex gap-3 pb-3 text-sm last:pb-0">
      <span className="absolute top-6 bottom-0 left-2.5 w-px bg-line group-last:hidden" aria-hidden="true" />
      <span className="flex size-5 shrink-0 items-center justify-center">
        <Icon size={14} className={className} aria-hidden="true" />
      </span>
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span className="font-medium">{word}</span>
          <span className="text-xs text-ink-faint">
            <ClockTime at={step.at} />
          </span>
        </p>
        <p className="break-words text-ink-soft">
          {step.text} {children}
        </p>
      </div>
    </li>
  );
}

/** The way to what a step is about. */
function linkOf(step: Step, { namespace, followUps }: RequestDetail): ReactNode {
  if (step.requestId !== undefined) {
    const of = followUps.find(({ id }) => id === step.requestId)?.namespace ?? namespace;
    return (
      <StepLink href={`/ui/${of}/requests?${new URLSearchParams({ request: step.requestId }).toString()}`}>
        Open
      </StepLink>
    );
  }
  if (step.deliveryId === undefined || step.kind === "attempt") return null;
  const search = new URLSearchParams({ delivery: step.deliveryId }).toString();
  return <StepLink href={`/ui/${namespace}/deliveries?${search}`}>Delivery</StepLink>;
}

function StepLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className={`whitespace-nowrap ${textLinkClass}`}>
      {children}
    </Link>
  );
}
