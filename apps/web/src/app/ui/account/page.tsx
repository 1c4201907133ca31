import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getConfig } from "../../../config.ts";
import { carryRequestId } from "../../../server/carry-request-id.ts";
import { requireSignIn } from "../../../server/require-sign-in.ts";
import { ServerProvider } from "../../../trpc/provider.tsx";
import { getQueryClient, trpc } from "../../../trpc/server.ts";
import { AccountFrame } from "../../../ui/account/account-frame.tsx";
import { AccountView } from "../../../ui/account/account-view.tsx";

export const metadata: Metadata = { title: "Account" };

/** There with the first paint; what fails here, the view asks for again and shows why. */
export default async function AccountPage() {
  await carryRequestId(requireSignIn);
  const queryClient = getQueryClient();
  await Promise.allSettled([
    queryClient.query(trpc.account.get.queryOptions()),
    queryClient.query(trpc.account.sessions.queryOptions()),
  ]);
  return (
    <ServerProvider>
      <HydrationBoundary state={dehydrate(queryClient)}>
        <AccountFrame title="Account" isLocal={getConfig().authMode === "local"}>
          <AccountView />
        </AccountFrame>
      </HydrationBoundary>
    </ServerProvider>
  );
}
