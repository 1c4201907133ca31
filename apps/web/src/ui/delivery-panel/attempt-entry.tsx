"use client";

import { ChevronRight } from "lucide-react";
import type { AttemptDetail } from "../../trpc/delivery-shapes.ts";
import { failureWords } from "../deliveries/failure-words.ts";
import { Moment } from "../moment.tsx";
import { renderDuration } from "../render-time.ts";
import { BodyView } from "./body-view.tsx";
import { HeaderList } from "./header-list.tsx";

/** One attempt: what became of it, when, and what the target said. */
export function AttemptEntry({ attempt, isLast }: { attempt: AttemptDetail; isLast: boolean }) {
  const { number, outcome, errorClass, statusCode, error } = attempt;
  return (
    <>
      <h4 className="flex flex-wrap items-baseline gap-x-2 text-sm">
        <span className="font-medium">Attempt {number}</span>
        <span className={outcome === "failed" ? "text-danger" : "text-accent"}>
          {outcome === "delivered" ? "Delivered" : failureWords(errorClass ?? "Failed")}
        </span>
        {statusCode !== null && (
          <span className="rounded border border-line px-1.5 font-mono text-xs leading-5 text-ink-soft">
            {statusCode}
          </span>
        )}
        {errorClass !== null && errorClass !== "status" && (
          <span className="rounded border border-line px-1.5 font-mono text-xs leading-5 text-ink-soft">
            {errorClass}
          </span>
        )}
      </h4>
      <p className="text-sm text-ink-soft">
        <Moment at={attempt.startedAt} /> · took {renderDuration(attempt.durationMs)}
        {attempt.address !== null && (
          <>
            {" · "}
            <span className="font-mono text-xs whitespace-nowrap">{attempt.address}</span>
          </>
        )}
      </p>
      {error !== null && <p className="mt-1 text-sm break-words">{error}</p>}
      <Answer attempt={attempt} isOpen={isLast} />
    </>
  );
}

/** What came back; nothing where nothing did. */
function Answer({ attempt, isOpen }: { attempt: AttemptDetail; isOpen: boolean }) {
  const { responseHeaders, responseBody, isResponseTruncated } = attempt;
  if (responseHeaders === null) return null;
  return (
    <details open={isOpen} className="mt-2 [&[open]_.chevron]:rotate-90">
      <summary className="inline-flex min-h-6 cursor-pointer list-none items-center gap-1 text-sm text-ink-soft hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight size={14} className="chevron shrink-0 transition-transform" aria-hidden="true" />
        What the target answered
      </summary>
      <div className="mt-2 flex flex-col gap-2">
        <HeaderList headers={responseHeaders} />
        <BodyView body={responseBody} label={`Body of the answer to attempt ${attempt.number}`} />
        {isResponseTruncated && <p className="text-xs text-ink-faint">There was more; only this much is kept.</p>}
      </div>
    </details>
  );
}
