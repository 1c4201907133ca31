import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getConfig } from "../../../../config.ts";
import { getRequestOrigin } from "../../../../server/request-origin.ts";
import { type GivenSearchParams, toSearchParams } from "../../../../server/to-search-params.ts";
import { getQueryClient, trpc } from "../../../../trpc/server.ts";
import { nextCursorOf, parseDeliveriesAddress, toListInput } from "../../../../ui/deliveries/deliveries-address.ts";
import { DeliveriesView } from "../../../../ui/deliveries/deliveries-view.tsx";
import { EmptyDeliveries } from "../../../../ui/deliveries/empty-deliveries.tsx";

interface Props {
  params: Promise<{ namespace: string }>;
  searchParams: Promise<GivenSearchParams>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Deliveries of ${(await params).namespace}` };
}

/** The list and, when one is open, a delivery: both are there with the first paint. What fails here, the view asks for again and shows why. */
export default async function DeliveriesPage({ params, searchParams }: Props) {
  const { namespace } = await params;
  const address = parseDeliveriesAddress(toSearchParams(await searchParams));
  const { delivery } = address;
  const queryClient = getQueryClient();
  await Promise.allSettled([
    queryClient.infiniteQuery(
      trpc.deliveries.list.infiniteQueryOptions(toListInput(namespace, address), { getNextPageParam: nextCursorOf }),
    ),
    delivery !== null && queryClient.query(trpc.deliveries.get.queryOptions({ namespace, id: delivery })),
  ]);
  const { publicOrigin, authMode } = getConfig();
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <DeliveriesView
        namespace={namespace}
        empty={
          <EmptyDeliveries
            namespace={namespace}
            origin={await getRequestOrigin()}
            callbackOrigin={publicOrigin}
            needsToken={authMode === "full"}
          />
        }
      />
    </HydrationBoundary>
  );
}
