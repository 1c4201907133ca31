import { findLink } from "@understudy/management";
import type { Metadata } from "next";
import { carryRequestId } from "../../../server/carry-request-id.ts";
import { getManagement } from "../../../server/management.ts";
import { EntryCard } from "../../../ui/entry/entry-card.tsx";
import { SetPasswordForm } from "../../../ui/entry/set-password-form.tsx";

export const metadata: Metadata = { title: "Choose a password", referrer: "no-referrer" };

/** Where a link of an invitation or a reset leads. Looking at it does not use it up: mail programs look, too. */
export default async function SetPasswordPage({
  searchParams,
}: {
  searchParams: Promise<{ token?: string | string[] }>;
}) {
  const { token } = await searchParams;
  const link = typeof token === "string" ? await carryRequestId(() => findLink(getManagement(), token)) : null;
  if (link === null || typeof token !== "string") {
    return (
      <EntryCard title="This link can’t be used">
        <p className="mt-3 text-ink-soft">
          It was used already, was replaced by a newer one, or has expired. Ask an admin for a new one.
        </p>
      </EntryCard>
    );
  }
  return (
    <EntryCard title={link.kind === "invitation" ? "Welcome to Understudy" : "Choose a new password"}>
      <p className="mt-2 text-ink-soft">
        Your login is <strong className="font-medium break-all text-ink">{link.login}</strong>.
      </p>
      <SetPasswordForm token={token} />
    </EntryCard>
  );
}
