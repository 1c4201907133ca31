import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getQueryClient, trpc } from "../../../../trpc/server.ts";
import { JobsView } from "../../../../ui/jobs/jobs-view.tsx";

export const metadata: Metadata = { title: "Jobs" };

/** The list is there with the first paint. What fails here, the view asks for again and shows why. */
export default async function JobsPage() {
  const queryClient = getQueryClient();
  await Promise.allSettled([queryClient.query(trpc.jobs.list.queryOptions())]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <JobsView />
    </HydrationBoundary>
  );
}
