import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { installationScope } from "@understudy/domain";
import type { Metadata } from "next";
import { getQueryClient, trpc } from "../../../../trpc/server.ts";
import { WebhooksView } from "../../../../ui/event-webhooks/webhooks-view.tsx";

export const metadata: Metadata = { title: "Event webhooks of the installation" };

/** There with the first paint. What fails here, the view asks for again and shows why. */
export default async function AdminWebhooksPage() {
  const queryClient = getQueryClient();
  await Promise.allSettled([queryClient.query(trpc.eventWebhooks.list.queryOptions({ scope: installationScope }))]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <WebhooksView scope={installationScope} />
    </HydrationBoundary>
  );
}
