import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getQueryClient, trpc } from "../../../../../trpc/server.ts";
import { WebhooksView } from "../../../../../ui/event-webhooks/webhooks-view.tsx";

interface Props {
  params: Promise<{ namespace: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Event webhooks of ${(await params).namespace}` };
}

/** There with the first paint. What fails here, the view asks for again and shows why. */
export default async function WebhooksPage({ params }: Props) {
  const { namespace: scope } = await params;
  const queryClient = getQueryClient();
  await Promise.allSettled([queryClient.query(trpc.eventWebhooks.list.queryOptions({ scope }))]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <WebhooksView scope={scope} />
    </HydrationBoundary>
  );
}
