import type { Metadata } from "next";
import { getConfig } from "../../../config.ts";
import { EntryCard } from "../../../ui/entry/entry-card.tsx";
import { ForgottenPasswordForm } from "../../../ui/entry/forgotten-password-form.tsx";

export const metadata: Metadata = { title: "Forgot your password?" };
export const dynamic = "force-dynamic";

export default function ForgotPasswordPage() {
  return (
    <EntryCard title="Forgot your password?">
      {getConfig().canMail ? (
        <ForgottenPasswordForm />
      ) : (
        <p className="mt-3 text-ink-soft">
          This installation sends no mails. Ask an admin for a link with which you can choose a new one.
        </p>
      )}
    </EntryCard>
  );
}
