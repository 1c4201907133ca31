import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { carryRequestId } from "../../../../server/carry-request-id.ts";
import { requireSignIn } from "../../../../server/require-sign-in.ts";
import { nextOf } from "../../../../trpc/list-positions.ts";
import { ServerProvider } from "../../../../trpc/provider.tsx";
import { getQueryClient, trpc } from "../../../../trpc/server.ts";
import { AccountFrame } from "../../../../ui/account/account-frame.tsx";
import { TokensView } from "../../../../ui/tokens/tokens-view.tsx";

export const metadata: Metadata = { title: "API tokens" };

/** The tokens of whoever is signed in, there with the first paint. What fails here, the view asks for again and shows why. */
export default async function TokensPage() {
  await carryRequestId(requireSignIn);
  const queryClient = getQueryClient();
  await Promise.allSettled([
    queryClient.infiniteQuery(trpc.tokens.list.infiniteQueryOptions({}, { getNextPageParam: nextOf })),
    queryClient.query(trpc.namespaces.list.queryOptions()),
  ]);
  return (
    <ServerProvider>
      <HydrationBoundary state={dehydrate(queryClient)}>
        <AccountFrame isLocal={false}>
          <TokensView />
        </AccountFrame>
      </HydrationBoundary>
    </ServerProvider>
  );
}
