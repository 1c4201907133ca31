"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useId } from "react";
import { useTRPC } from "../../trpc/provider.tsx";
import { renderRelative, renderUtc } from "../render-time.ts";
import { fieldClass, labelClass } from "../settings-card.tsx";

/** A schedule, with when it would be due next, or what is wrong with it. `whenEmpty`: what an empty one means. */
export function ScheduleField(props: {
  schedule: string;
  whenEmpty: string;
  mayChange: boolean;
  onChange: (schedule: string) => void;
}) {
  const ids = { field: useId(), hint: useId() };
  const trpc = useTRPC();
  const schedule = useDeferredValue(props.schedule.trim());
  const { data } = useQuery({
    ...trpc.jobs.previewSchedule.queryOptions({ schedule }),
    enabled: schedule !== "",
    placeholderData: keepPreviousData,
  });
  const problem = schedule === "" ? null : (data?.problem ?? null);
  const nextRunAt = schedule === "" ? null : (data?.nextRunAt ?? null);
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={ids.field} className={labelClass}>
        Schedule, UTC
      </label>
      <input
        id={ids.field}
        value={props.schedule}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        readOnly={!props.mayChange}
        placeholder="0 3 * * *"
        aria-describedby={ids.hint}
        aria-invalid={problem !== null}
        onChange={(event) => props.onChange(event.target.value)}
        className={`${fieldClass} font-mono aria-invalid:border-danger`}
      />
      <p id={ids.hint} role="status" className={`text-sm ${problem === null ? "text-ink-soft" : "text-danger"}`}>
        {problem !== null && `It ${problem}`}
        {nextRunAt !== null && (
          <span suppressHydrationWarning>
            Next {renderRelative(nextRunAt, new Date())}: {renderUtc(nextRunAt)}
          </span>
        )}
        {schedule === "" && props.whenEmpty}
      </p>
    </div>
  );
}
