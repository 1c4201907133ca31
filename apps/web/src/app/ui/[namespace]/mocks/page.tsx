import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getConfig } from "../../../../config.ts";
import { getRequestOrigin } from "../../../../server/request-origin.ts";
import { type GivenSearchParams, toSearchParams } from "../../../../server/to-search-params.ts";
import { getQueryClient, trpc } from "../../../../trpc/server.ts";
import { MocksView } from "../../../../ui/mocks/mocks-view.tsx";
import { parseMocksAddress } from "../../../../ui/mocks/mocks-address.ts";

interface Props {
  params: Promise<{ namespace: string }>;
  searchParams: Promise<GivenSearchParams>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Mocks of ${(await params).namespace}` };
}

/** The list and, when one is open, a mock: both are there with the first paint. What fails here, the view asks for again and shows why. */
export default async function MocksPage({ params, searchParams }: Props) {
  const { namespace } = await params;
  const { search, page, mock } = parseMocksAddress(toSearchParams(await searchParams));
  const queryClient = getQueryClient();
  await Promise.allSettled([
    queryClient.query(trpc.mocks.list.queryOptions({ namespace, search, page })),
    mock !== null && queryClient.query(trpc.mocks.get.queryOptions({ namespace, id: mock })),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <MocksView namespace={namespace} origin={await getRequestOrigin()} needsToken={getConfig().authMode === "full"} />
    </HydrationBoundary>
  );
}
