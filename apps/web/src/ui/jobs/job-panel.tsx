"use client";

import { useQuery } from "@tanstack/react-query";
import type { JobRun } from "@understudy/domain";
import type { JobView } from "@understudy/management";
import { History } from "lucide-react";
import { useTRPC } from "../../trpc/provider.tsx";
import { QueryFailure } from "../mocks/query-failure.tsx";
import { Moment } from "../moment.tsx";
import { Notice } from "../notice.tsx";
import { renderDuration } from "../render-time.ts";
import { PanelSkeleton, SidePanel } from "../side-panel.tsx";
import { describeCounts } from "./describe-counts.ts";
import { isUnderWay, JobStateLabel } from "./job-state.tsx";
import { busyRefetchMs, idleRefetchMs } from "./use-jobs.ts";

/** The history of a job. What is under way is up to date by itself. */
export function JobPanel({ job, onClose }: { job: JobView; onClose: () => void }) {
  const trpc = useTRPC();
  const { data, error, isPending, refetch } = useQuery({
    ...trpc.jobs.runs.queryOptions({ name: job.name }),
    refetchInterval: ({ state }) => {
      if (state.data === undefined) return false;
      return state.data.runs.some((run) => isUnderWay(run.state)) ? busyRefetchMs : idleRefetchMs;
    },
  });
  return (
    <SidePanel title={job.title} listName="Jobs" onClose={onClose}>
      {isPending && <PanelSkeleton />}
      {data === undefined && error !== null && <QueryFailure error={error} onRetry={() => void refetch()} />}
      {data?.total === 0 && (
        <Notice icon={<History className="text-ink-faint" aria-hidden="true" />} title="It has not run yet">
          <p>What comes of each run is shown here.</p>
        </Notice>
      )}
      {data !== undefined && data.total > 0 && (
        <div className="px-4 py-4 sm:px-5">
          <ol aria-label={`Runs of ${job.title}, the last first`} className="flex flex-col divide-y divide-line">
            {data.runs.map((run) => (
              <Run key={run.id} run={run} />
            ))}
          </ol>
          {data.total > data.runs.length && (
            <p className="mt-3 text-sm text-ink-soft">
              The last {data.runs.length} of {data.total} are shown.
            </p>
          )}
        </div>
      )}
    </SidePanel>
  );
}

function Run({ run }: { run: JobRun }) {
  const { startedAt, finishedAt, error, starts } = run;
  const done = describeCounts(run.counts);
  return (
    <li className="py-3 text-sm first:pt-0">
      <div className="flex flex-wrap items-center gap-x-3">
        <JobStateLabel state={run.state} />
        <span>
          <Moment at={run.queuedAt} />
        </span>
        {startedAt !== null && finishedAt !== null && (
          <span className="ml-auto text-ink-soft tabular-nums">
            {renderDuration(Math.max(0, finishedAt.getTime() - startedAt.getTime()))}
          </span>
        )}
      </div>
      <p className="mt-0.5 text-ink-soft">
        {run.startedBy === null ? "By schedule" : `By ${run.startedBy}`}
        {describeSubjects(run.subjects)}
        {starts > 1 && `, begun ${starts} times`}
      </p>
      {error !== null && <p className="mt-1 rounded-md bg-danger-soft px-2 py-1 break-words">{error}</p>}
      {error === null && (done !== "" || finishedAt !== null) && (
        <p className="mt-1">{done === "" ? "There was nothing to do." : done}</p>
      )}
    </li>
  );
}

const namesShown = 5;

/** Whose schedules were due, where they are not the job's own. */
function describeSubjects(subjects: readonly string[]): string {
  const names = subjects.filter((subject) => subject !== "");
  if (names.length === 0) return "";
  const more = names.length > namesShown ? ` and ${names.length - namesShown} more` : "";
  return `, for ${subjects.includes("") ? "all without one of their own and " : ""}${names.slice(0, namesShown).join(", ")}${more}`;
}
