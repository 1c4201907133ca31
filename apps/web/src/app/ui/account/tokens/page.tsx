import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { carryRequestId } from "../../../../server/carry-request-id.ts";
import { requireSignIn } from "../../../../server/require-sign-in.ts";
import { ServerProvider } from "../../../../trpc/provider.tsx";
import { getQueryClient, trpc } from "../../../../trpc/server.ts";
import { AnnouncerProvider } from "../../../../ui/announcer.tsx";
import { TokensView } from "../../../../ui/tokens/tokens-view.tsx";

export const metadata: Metadata = { title: "API tokens" };

/** The tokens of whoever is signed in, there with the first paint. What fails here, the view asks for again and shows why. */
export default async function TokensPage() {
  await carryRequestId(requireSignIn);
  const queryClient = getQueryClient();
  await Promise.allSettled([
    queryClient.query(trpc.tokens.list.queryOptions()),
    queryClient.query(trpc.namespaces.list.queryOptions()),
  ]);
  return (
    <ServerProvider>
      <HydrationBoundary state={dehydrate(queryClient)}>
        <AnnouncerProvider>
          <main className="mx-auto w-full max-w-5xl px-4 py-8">
            <Link href="/ui/mocks" className="inline-flex items-center gap-1.5 text-sm text-ink-soft hover:text-ink">
              <ArrowLeft size={14} aria-hidden="true" />
              Back to the dashboard
            </Link>
            <TokensView />
          </main>
        </AnnouncerProvider>
      </HydrationBoundary>
    </ServerProvider>
  );
}
