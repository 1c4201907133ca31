"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/provider.tsx";
import { useAnnounce } from "../announcer.tsx";
import { type AddressControl, useAddress } from "../use-address.ts";
import { isUnderWay } from "./job-state.tsx";

/** Look again this often: while something is under way, and when the clock may start something. */
export const busyRefetchMs = 1_000;
export const idleRefetchMs = 15_000;

/** All jobs, up to date by themselves. */
export function useJobs() {
  const trpc = useTRPC();
  return useQuery({
    ...trpc.jobs.list.queryOptions(),
    refetchInterval: ({ state: { data } }) => {
      if (data === undefined) return false;
      const isBusy = data.jobs.some(({ lastRun }) => lastRun !== null && isUnderWay(lastRun.state));
      return isBusy ? busyRefetchMs : idleRefetchMs;
    },
  });
}

/** Starts a job. */
export function useRunJob() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  return useMutation(
    trpc.jobs.run.mutationOptions({
      onSuccess: () => announce("The job is queued."),
      // One that is refused runs already: that is to be seen too.
      onSettled: () =>
        Promise.all([
          queryClient.invalidateQueries(trpc.jobs.list.pathFilter()),
          queryClient.invalidateQueries(trpc.jobs.runs.pathFilter()),
        ]),
    }),
  );
}

interface JobsAddress {
  /** Whose history is open. */
  job: string | null;
}

const codec = {
  parse: (params: URLSearchParams): JobsAddress => ({ job: params.get("job") }),
  render: ({ job }: JobsAddress) => `/ui/admin/jobs${job === null ? "" : `?job=${encodeURIComponent(job)}`}`,
};

export function useJobsAddress(): JobsAddress & AddressControl<JobsAddress> {
  return useAddress(codec);
}
