import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { installationScope } from "@understudy/domain";
import type { Metadata } from "next";
import { type GivenSearchParams, toSearchParams } from "../../../../server/to-search-params.ts";
import { getQueryClient, trpc } from "../../../../trpc/server.ts";
import { nextCursorOf, parseDeliveriesAddress, toListInput } from "../../../../ui/deliveries/deliveries-address.ts";
import { DeliveriesView } from "../../../../ui/deliveries/deliveries-view.tsx";
import { NoAdminDeliveries } from "../../../../ui/event-webhooks/no-admin-deliveries.tsx";

export const metadata: Metadata = { title: "Deliveries of the installation" };

/** What event webhooks of the installation sent, as a namespace shows what its callbacks did. */
export default async function AdminDeliveriesPage({ searchParams }: { searchParams: Promise<GivenSearchParams> }) {
  const namespace = installationScope;
  const address = parseDeliveriesAddress(toSearchParams(await searchParams));
  const { delivery } = address;
  const queryClient = getQueryClient();
  await Promise.allSettled([
    queryClient.infiniteQuery(
      trpc.deliveries.list.infiniteQueryOptions(toListInput(namespace, address), { getNextPageParam: nextCursorOf }),
    ),
    delivery !== null && queryClient.query(trpc.deliveries.get.queryOptions({ namespace, id: delivery })),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <DeliveriesView namespace={namespace} title="Deliveries of the installation" empty={<NoAdminDeliveries />} />
    </HydrationBoundary>
  );
}
