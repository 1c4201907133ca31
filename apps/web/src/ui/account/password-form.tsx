"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useId } from "react";
import { useTRPC } from "../../trpc/provider.tsx";
import { ActionFailure } from "../action-failure.tsx";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../button.tsx";
import { TextField } from "../sign-in/text-field.tsx";
import { useHydrated } from "../sign-in/use-hydrated.ts";
import { textOf } from "../sign-in/use-sign-in.ts";

/** Changes one's password. */
export function PasswordForm() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const problemId = useId();
  const isReady = useHydrated();
  const change = useMutation(trpc.account.changePassword.mutationOptions());

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (change.isPending) return;
    const form = event.currentTarget;
    const values = new FormData(form);
    change.mutate(
      { current_password: textOf(values, "current_password"), new_password: textOf(values, "new_password") },
      {
        onSuccess: ({ endedSessions }) => {
          form.reset();
          announce(`Your password is changed. ${endedSessions} other sessions ended.`);
          void queryClient.invalidateQueries(trpc.account.sessions.pathFilter());
        },
      },
    );
  };

  return (
    // Even should the browser send it by itself, a password must never get into the address.
    <form method="post" onSubmit={submit} className="flex max-w-sm flex-col gap-4">
      <TextField
        label="Current password"
        name="current_password"
        type="password"
        autoComplete="current-password"
        required
        describedBy={problemId}
        isWrong={change.isError}
      />
      <TextField
        label="New password, at least 8 characters"
        name="new_password"
        type="password"
        autoComplete="new-password"
        minLength={8}
        required
        describedBy={problemId}
        isWrong={change.isError}
      />
      <div id={problemId}>{change.error !== null && <ActionFailure error={change.error} />}</div>
      <Button type="submit" look="primary" disabled={!isReady} aria-disabled={change.isPending} className="self-start">
        {change.isPending ? "Changing…" : "Change password"}
      </Button>
      <p className="text-sm text-ink-faint">All your other sessions end.</p>
    </form>
  );
}
