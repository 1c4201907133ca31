import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getRequestOrigin } from "../../../../server/request-origin.ts";
import { type GivenSearchParams, toSearchParams } from "../../../../server/to-search-params.ts";
import { getQueryClient, trpc } from "../../../../trpc/server.ts";
import { nextCursorOf } from "../../../../ui/deliveries/deliveries-address.ts";
import { parseRequestsAddress, toListInput } from "../../../../ui/requests/requests-address.ts";
import { RequestsView } from "../../../../ui/requests/requests-view.tsx";

interface Props {
  params: Promise<{ namespace: string }>;
  searchParams: Promise<GivenSearchParams>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Requests of ${(await params).namespace}` };
}

/** The list and, when one is open, a call: both are there with the first paint. What fails here, the view asks for again and shows why. */
export default async function RequestsPage({ params, searchParams }: Props) {
  const { namespace } = await params;
  const address = parseRequestsAddress(toSearchParams(await searchParams));
  const { request } = address;
  const queryClient = getQueryClient();
  await Promise.allSettled([
    queryClient.infiniteQuery(
      trpc.requests.list.infiniteQueryOptions(toListInput(namespace, address), { getNextPageParam: nextCursorOf }),
    ),
    request !== null && queryClient.query(trpc.requests.get.queryOptions({ namespace, id: request })),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <RequestsView namespace={namespace} origin={await getRequestOrigin()} />
    </HydrationBoundary>
  );
}
