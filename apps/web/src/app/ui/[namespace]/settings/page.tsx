import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getQueryClient, trpc } from "../../../../trpc/server.ts";
import { SettingsView } from "../../../../ui/namespace-settings/settings-view.tsx";

interface Props {
  params: Promise<{ namespace: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Settings of ${(await params).namespace}` };
}

/** The settings are there with the first paint. What fails here, the view asks for again and shows why. */
export default async function SettingsPage({ params }: Props) {
  const { namespace } = await params;
  const queryClient = getQueryClient();
  await Promise.allSettled([
    queryClient.query(trpc.namespaceSettings.get.queryOptions({ namespace })),
    queryClient.query(trpc.trash.settings.queryOptions({ namespace })),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <SettingsView namespace={namespace} />
    </HydrationBoundary>
  );
}
