import type { Metadata } from "next";
import { readOidcProblem } from "../../../../auth/sign-in-codes.ts";
import { getConfig } from "../../../../config.ts";
import { carryRequestId } from "../../../../server/carry-request-id.ts";
import { requireSignIn } from "../../../../server/require-sign-in.ts";
import { ServerProvider } from "../../../../trpc/provider.tsx";
import { AccountFrame } from "../../../../ui/account/account-frame.tsx";
import { IdentitySection } from "../../../../ui/account/identity-section.tsx";
import { SecondFactorSection } from "../../../../ui/account/second-factor-section.tsx";

export const metadata: Metadata = { title: "Second factor" };

export default async function SecondFactorPage({
  searchParams,
}: {
  searchParams: Promise<{ error?: string | string[] }>;
}) {
  const actor = await carryRequestId(requireSignIn);
  const { authMode, oidc } = getConfig();
  return (
    <ServerProvider>
      <AccountFrame title="How you sign in" isLocal={authMode === "local"}>
        <div className="max-w-2xl">
          <p className="mt-1 mb-5 text-ink-soft">
            Signed in as <strong className="font-medium text-ink">{actor.login}</strong>
          </p>
          <SecondFactorSection />
          {oidc !== null && <IdentitySection name={oidc.name} problem={readOidcProblem((await searchParams).error)} />}
        </div>
      </AccountFrame>
    </ServerProvider>
  );
}
