"use client";

import type { JobRun } from "@understudy/domain";
import type { JobView } from "@understudy/management";
import { Play } from "lucide-react";
import { ActionFailure } from "../action-failure.tsx";
import { Button } from "../button.tsx";
import { Countdown } from "../moment.tsx";
import { RelativeTime } from "../relative-time.tsx";
import { useHydrated } from "../sign-in/use-hydrated.ts";
import { isUnderWay, JobStateLabel } from "./job-state.tsx";
import { useRunJob } from "./use-jobs.ts";

export function JobRow(props: { job: JobView; mayRun: boolean; isOpen: boolean; href: string; onOpen: () => void }) {
  const { job, mayRun, isOpen } = props;
  const isReady = useHydrated();
  const run = useRunJob();
  const { lastRun } = job;
  const isBusy = run.isPending || (lastRun !== null && isUnderWay(lastRun.state));
  return (
    <tr className={`border-b border-line align-top last:border-b-0 ${isOpen ? "bg-accent-soft" : ""}`}>
      <th scope="row" className="py-2.5 pr-2 pl-4 text-left font-normal">
        <a
          href={props.href}
          data-row={job.name}
          aria-current={isOpen ? "true" : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            props.onOpen();
          }}
          className="font-medium hover:underline"
        >
          {job.title}
        </a>
        <p className="mt-0.5 max-w-prose text-ink-soft">{job.description}</p>
        <div className="mt-1.5 @md:hidden">
          <LastRun run={lastRun} />
        </div>
        {run.error !== null && <ActionFailure error={run.error} />}
      </th>
      <td className="px-2 py-2.5 whitespace-nowrap @max-md:hidden">
        <LastRun run={lastRun} />
      </td>
      <td className="px-2 py-2.5 whitespace-nowrap @max-2xl:hidden">
        <NextRun job={job} />
      </td>
      <td className="py-2.5 pr-4 pl-2 text-right">
        {mayRun && (
          <Button
            disabled={!isReady}
            aria-disabled={isBusy}
            aria-label={`Run now: ${job.title}`}
            className="aria-disabled:opacity-60"
            onClick={() => isBusy || run.mutate({ name: job.name })}
          >
            <Play size={14} aria-hidden="true" />
            Run now
          </Button>
        )}
      </td>
    </tr>
  );
}

function LastRun({ run }: { run: JobRun | null }) {
  if (run === null) return <span className="text-ink-faint">Never</span>;
  return (
    <>
      <JobStateLabel state={run.state} />
      <span className="block text-ink-soft">
        <RelativeTime at={run.finishedAt ?? run.queuedAt} />
      </span>
    </>
  );
}

function NextRun({ job: { nextRunAt, schedule, otherSchedules } }: { job: JobView }) {
  return (
    <>
      {nextRunAt === null ? <span className="text-ink-faint">When needed</span> : <Countdown to={nextRunAt} />}
      {schedule !== null && <code className="block font-mono text-xs text-ink-soft">{schedule} UTC</code>}
      {otherSchedules > 0 && (
        <span className="block text-ink-soft">
          and {otherSchedules} more {otherSchedules === 1 ? "schedule" : "schedules"}
        </span>
      )}
    </>
  );
}
