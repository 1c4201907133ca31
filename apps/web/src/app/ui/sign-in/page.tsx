import { isSignInPending } from "@understudy/management";
import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { readPendingSignIn } from "../../../auth/pending-sign-in-cookie.ts";
import { parseReturnPath } from "../../../auth/return-path.ts";
import { readOidcProblem } from "../../../auth/sign-in-codes.ts";
import { getConfig } from "../../../config.ts";
import { carryRequestId } from "../../../server/carry-request-id.ts";
import { findDashboardActor } from "../../../server/identify-dashboard-actor.ts";
import { getManagement } from "../../../server/management.ts";
import { EntryCard } from "../../../ui/entry/entry-card.tsx";
import { textLinkClass } from "../../../ui/text-link.ts";
import { SignInSteps } from "../../../ui/sign-in/sign-in-steps.tsx";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[]; error?: string | string[] }>;
}) {
  const { next, error } = await searchParams;
  const returnPath = parseReturnPath(next);
  if ((await carryRequestId(findDashboardActor)) !== null) redirect(returnPath);
  return (
    <EntryCard footer={<EntryHelp />}>
      <SignInSteps
        returnPath={returnPath}
        isCodeNeeded={await carryRequestId(isCodeNeeded)}
        oidcName={getConfig().oidc?.name ?? null}
        oidcProblem={readOidcProblem(error)}
      />
    </EntryCard>
  );
}

function EntryHelp() {
  return (
    <>
      <EntryLinks />
      <p className="mt-4 text-sm text-ink-faint">
        The first admin’s password was printed at the first start, unless it was set as FIRST_ADMIN_PASSWORD.
      </p>
    </>
  );
}

/** The ways in for those who have no password, or none any more; only those that are open here. */
function EntryLinks() {
  const { canMail, isSignUpOpen } = getConfig();
  if (!canMail && !isSignUpOpen) return null;
  return (
    <p className="mt-4 flex gap-4 text-sm">
      {canMail && (
        <Link href="/ui/forgot-password" className={textLinkClass}>
          Forgot your password?
        </Link>
      )}
      {isSignUpOpen && (
        <Link href="/ui/sign-up" className={textLinkClass}>
          Sign up
        </Link>
      )}
    </p>
  );
}

/** Whether the password was right and the second factor is still to be shown: in another tab, or before the page was loaded again. */
async function isCodeNeeded(): Promise<boolean> {
  const pending = await readPendingSignIn();
  return pending !== null && isSignInPending(getManagement(), pending);
}
