import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { carryRequestId } from "../../../server/carry-request-id.ts";
import { findDashboardActor } from "../../../server/identify-dashboard-actor.ts";
import { ServerProvider } from "../../../trpc/provider.tsx";
import { EntryCard } from "../../../ui/entry/entry-card.tsx";
import { ReplacePasswordForm } from "../../../ui/entry/replace-password-form.tsx";

export const metadata: Metadata = { title: "Choose a password of your own" };

/** Everything leads here until a password that somebody else chose is replaced. */
export default async function ChangePasswordPage() {
  const actor = await carryRequestId(findDashboardActor);
  if (actor === null) redirect("/ui/sign-in");
  if (actor.session?.mustChangePassword !== true) redirect("/ui/account");
  return (
    <EntryCard title="Choose a password of your own">
      <p className="mt-2 text-ink-soft">
        Hello {actor.login}. Somebody else chose the password that you signed in with; nobody but you should know it.
      </p>
      <ServerProvider>
        <ReplacePasswordForm />
      </ServerProvider>
    </EntryCard>
  );
}
