import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { carryRequestId } from "../../../../server/carry-request-id.ts";
import { requireSignIn } from "../../../../server/require-sign-in.ts";
import { ServerProvider } from "../../../../trpc/provider.tsx";
import { getQueryClient, trpc } from "../../../../trpc/server.ts";
import { AccountFrame } from "../../../../ui/account/account-frame.tsx";
import { BackupsView } from "../../../../ui/backups/backups-view.tsx";

export const metadata: Metadata = { title: "Backups" };

/** There with the first paint; what fails here, the view asks for again and shows why. */
export default async function BackupsPage() {
  const actor = await carryRequestId(requireSignIn);
  const queryClient = getQueryClient();
  await Promise.allSettled([
    queryClient.query(trpc.backups.list.queryOptions({ page: 1 })),
    queryClient.query(trpc.backups.configs.queryOptions()),
  ]);
  return (
    <ServerProvider>
      <HydrationBoundary state={dehydrate(queryClient)}>
        <AccountFrame title="Backups" isLocal={false}>
          <BackupsView isAdmin={actor.systemRole === "admin"} />
        </AccountFrame>
      </HydrationBoundary>
    </ServerProvider>
  );
}
