"use client";

import { useMutation } from "@tanstack/react-query";
import { describeFailure } from "../../trpc/describe-failure.ts";
import { useTRPC } from "../../trpc/provider.tsx";
import { EntryForm, newPasswordField } from "./entry-form.tsx";

/** Replaces a password that somebody else chose, and goes on to the dashboard. */
export function ReplacePasswordForm() {
  const trpc = useTRPC();
  const replacement = useMutation(trpc.account.replaceGivenPassword.mutationOptions());
  return (
    <EntryForm
      fields={[{ ...newPasswordField, autoFocus: true }]}
      submitText="Set password"
      busyText="Setting…"
      send={async (values) => {
        try {
          await replacement.mutateAsync({ new_password: values["new_password"] ?? "" });
          window.location.assign("/ui/mocks");
          return null;
        } catch (error) {
          return describeFailure(error).message.replace("$.new_password: must", "The new password must");
        }
      }}
      done={<p className="mt-3 text-ink-soft">Your password is set.</p>}
    />
  );
}
