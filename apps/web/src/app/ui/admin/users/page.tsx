import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getConfig } from "../../../../config.ts";
import { carryRequestId } from "../../../../server/carry-request-id.ts";
import { requireSignIn } from "../../../../server/require-sign-in.ts";
import { ServerProvider } from "../../../../trpc/provider.tsx";
import { getQueryClient, trpc } from "../../../../trpc/server.ts";
import { AccountFrame } from "../../../../ui/account/account-frame.tsx";
import { UsersView } from "../../../../ui/users/users-view.tsx";

export const metadata: Metadata = { title: "Users" };

/** There with the first paint; what fails here, the view asks for again and shows why. */
export default async function UsersPage() {
  const actor = await carryRequestId(requireSignIn);
  const queryClient = getQueryClient();
  await Promise.allSettled([queryClient.query(trpc.users.list.queryOptions({ search: "", page: 1 }))]);
  return (
    <ServerProvider>
      <HydrationBoundary state={dehydrate(queryClient)}>
        <AccountFrame title="Users" isLocal={getConfig().authMode === "local"}>
          <UsersView isAdmin={actor.systemRole === "admin"} />
        </AccountFrame>
      </HydrationBoundary>
    </ServerProvider>
  );
}
