import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { nextOf } from "../../../../trpc/list-positions.ts";
import { getQueryClient, trpc } from "../../../../trpc/server.ts";
import { AllNamespacesView } from "../../../../ui/all-namespaces/all-namespaces-view.tsx";

export const metadata: Metadata = { title: "Namespaces" };

/** The list is there with the first paint. What fails here, the view asks for again and shows why. */
export default async function AllNamespacesPage() {
  const queryClient = getQueryClient();
  await Promise.allSettled([
    queryClient.infiniteQuery(
      trpc.allNamespaces.list.infiniteQueryOptions({ search: "" }, { getNextPageParam: nextOf }),
    ),
    queryClient.query(trpc.trash.settings.queryOptions({ namespace: null })),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <AllNamespacesView />
    </HydrationBoundary>
  );
}
