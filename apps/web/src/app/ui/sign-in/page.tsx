import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { parseReturnPath } from "../../../auth/return-path.ts";
import { carryRequestId } from "../../../server/carry-request-id.ts";
import { findDashboardActor } from "../../../server/identify-dashboard-actor.ts";
import { LogoMark } from "../../../ui/logo.tsx";
import { SignInForm } from "../../../ui/sign-in/sign-in-form.tsx";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const returnPath = parseReturnPath((await searchParams).next);
  if ((await carryRequestId(findDashboardActor)) !== null) redirect(returnPath);
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-12">
      <div className="w-full max-w-sm">
        <div className="flex items-center gap-2.5 font-semibold tracking-tight">
          <LogoMark className="size-7" />
          <span className="text-lg">Understudy</span>
        </div>
        <div className="mt-5 rounded-lg border border-line bg-surface p-6">
          <h1 className="text-xl font-semibold tracking-tight">Sign in</h1>
          <SignInForm returnPath={returnPath} />
        </div>
        <p className="mt-4 text-sm text-ink-faint">
          The first admin’s password was printed at the first start, unless it was set as FIRST_ADMIN_PASSWORD.
        </p>
      </div>
    </main>
  );
}
