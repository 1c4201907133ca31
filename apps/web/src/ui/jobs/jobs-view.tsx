"use client";

import { useCallback } from "react";
import { ListTable } from "../list-table.tsx";
import { QueryFailure } from "../mocks/query-failure.tsx";
import { useFocusAfterPanel } from "../use-focus-after-panel.ts";
import { JobPanel } from "./job-panel.tsx";
import { JobRow } from "./job-row.tsx";
import { useJobs, useJobsAddress } from "./use-jobs.ts";

const columns = [
  { title: "Job", className: "" },
  { title: "Last run", className: "@max-md:hidden" },
  { title: "Next run", className: "@max-2xl:hidden" },
  { title: "Actions", className: "text-right" },
];

/** What the installation does by itself: when it did, what came of it, and doing it now. */
export function JobsView() {
  const list = useJobs();
  const { job: open, go, hrefWith } = useJobsAddress();
  const { heading } = useFocusAfterPanel(open);
  const close = useCallback(() => go({ job: null }), [go]);
  const { data } = list;
  const opened = data?.jobs.find(({ name }) => name === open);
  return (
    <main className="flex grow">
      <div className={`@container min-w-0 grow px-4 py-4 sm:px-6 ${opened === undefined ? "" : "max-lg:hidden"}`}>
        <div className={opened === undefined ? "mx-auto max-w-5xl" : ""}>
          <h1 ref={heading} tabIndex={-1} className="text-xl font-semibold tracking-tight outline-none">
            Jobs
          </h1>
          {list.error !== null && data === undefined && (
            <QueryFailure error={list.error} onRetry={() => void list.refetch()} />
          )}
          {data !== undefined && (
            <div className="mt-4">
              <ListTable caption="Jobs of the installation" columns={columns} isStale={false}>
                {data.jobs.map((job) => (
                  <JobRow
                    key={job.name}
                    job={job}
                    mayRun={data.mayRun}
                    isOpen={job.name === open}
                    href={hrefWith({ job: job.name })}
                    onOpen={() => go({ job: job.name })}
                  />
                ))}
              </ListTable>
            </div>
          )}
        </div>
      </div>
      {opened !== undefined && <JobPanel key={opened.name} job={opened} onClose={close} />}
    </main>
  );
}
