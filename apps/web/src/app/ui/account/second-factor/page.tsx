import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { readOidcProblem } from "../../../../auth/sign-in-codes.ts";
import { getConfig } from "../../../../config.ts";
import { carryRequestId } from "../../../../server/carry-request-id.ts";
import { requireSignIn } from "../../../../server/require-sign-in.ts";
import { ServerProvider } from "../../../../trpc/provider.tsx";
import { IdentitySection } from "../../../../ui/account/identity-section.tsx";
import { SecondFactorSection } from "../../../../ui/account/second-factor-section.tsx";
import { AnnouncerProvider } from "../../../../ui/announcer.tsx";
import { Notice } from "../../../../ui/notice.tsx";

export const metadata: Metadata = { title: "Second factor" };

export default async function SecondFactorPage({
  searchParams,
}: {
  searchParams: Promise<{ error?: string | string[] }>;
}) {
  const actor = await carryRequestId(requireSignIn);
  const { authMode, oidc } = getConfig();
  const isLocal = authMode === "local";
  return (
    <ServerProvider>
      <AnnouncerProvider>
        <main className="mx-auto w-full max-w-2xl px-4 py-8">
          <Link href="/ui/mocks" className="inline-flex items-center gap-1.5 text-sm text-ink-soft hover:text-ink">
            <ArrowLeft size={14} aria-hidden="true" />
            Back to the dashboard
          </Link>
          <h1 className="mt-4 text-xl font-semibold tracking-tight">How you sign in</h1>
          {isLocal ? (
            <Notice title="Nobody signs in here">
              <p>This installation serves this machine only. Start it with AUTH_MODE=full to have users who sign in.</p>
            </Notice>
          ) : (
            <>
              <p className="mt-1 mb-5 text-ink-soft">
                Signed in as <strong className="font-medium text-ink">{actor.login}</strong>
              </p>
              <SecondFactorSection />
              {oidc !== null && (
                <IdentitySection name={oidc.name} problem={readOidcProblem((await searchParams).error)} />
              )}
            </>
          )}
        </main>
      </AnnouncerProvider>
    </ServerProvider>
  );
}
