import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { nextOf } from "../../../../trpc/list-positions.ts";
import { getQueryClient, trpc } from "../../../../trpc/server.ts";
import { TrashView } from "../../../../ui/trash/trash-view.tsx";

interface Props {
  params: Promise<{ namespace: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Trash of ${(await params).namespace}` };
}

/** The list is there with the first paint. What fails here, the view asks for again and shows why. */
export default async function TrashPage({ params }: Props) {
  const { namespace } = await params;
  const queryClient = getQueryClient();
  const options = trpc.trash.list.infiniteQueryOptions({ namespace }, { getNextPageParam: nextOf });
  await Promise.allSettled([queryClient.infiniteQuery(options)]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <TrashView namespace={namespace} />
    </HydrationBoundary>
  );
}
