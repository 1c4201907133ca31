import type { Metadata } from "next";
import { getConfig } from "../../../config.ts";
import { EntryCard } from "../../../ui/entry/entry-card.tsx";
import { SignUpForm } from "../../../ui/entry/sign-up-form.tsx";

export const metadata: Metadata = { title: "Sign up" };
export const dynamic = "force-dynamic";

export default function SignUpPage() {
  return (
    <EntryCard title="Sign up">
      {getConfig().isSignUpOpen ? (
        <SignUpForm />
      ) : (
        <p className="mt-3 text-ink-soft">Nobody can sign up here by themselves. Ask an admin for an invitation.</p>
      )}
    </EntryCard>
  );
}
