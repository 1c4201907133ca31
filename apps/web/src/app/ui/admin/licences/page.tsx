import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { getLicenceRights } from "@understudy/management";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { carryRequestId } from "../../../../server/carry-request-id.ts";
import { requireSignIn } from "../../../../server/require-sign-in.ts";
import { ServerProvider } from "../../../../trpc/provider.tsx";
import { getQueryClient, trpc } from "../../../../trpc/server.ts";
import { AccountFrame } from "../../../../ui/account/account-frame.tsx";
import { LicencesView } from "../../../../ui/licences/licences-view.tsx";

export const metadata: Metadata = { title: "Licenses" };

/** There with the first paint; what fails here, the view asks for again and shows why. */
export default async function LicencesPage() {
  const actor = await carryRequestId(requireSignIn);
  if (!getLicenceRights(actor).read) notFound();
  const queryClient = getQueryClient();
  await Promise.allSettled([queryClient.query(trpc.licences.overview.queryOptions())]);
  return (
    <ServerProvider>
      <HydrationBoundary state={dehydrate(queryClient)}>
        <AccountFrame title="Licenses" isLocal={false}>
          <LicencesView />
        </AccountFrame>
      </HydrationBoundary>
    </ServerProvider>
  );
}
