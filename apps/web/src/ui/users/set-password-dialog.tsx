"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { User } from "@understudy/domain";
import type { SubmitEvent } from "react";
import { useTRPC } from "../../trpc/provider.tsx";
import { ActionFailure } from "../action-failure.tsx";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../button.tsx";
import { Dialog } from "../dialog.tsx";
import { textOf } from "../sign-in/use-sign-in.ts";
import { sortProblems } from "./field-problems.ts";
import { ProblemField } from "./problem-field.tsx";

/** Chooses a password for somebody, as for a script, or where no link can be handed on. */
export function SetPasswordDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { setPassword, submit } = useSetPassword(user, onClose);
  const problems = sortProblems(setPassword.error, ["password"]);
  return (
    <Dialog title={`Set the password of ${user.login}`} onClose={onClose}>
      <p className="mt-2 text-ink-soft">
        Their sessions end. A link, with which they choose one that nobody else knows, is the better way.
      </p>
      <form method="post" noValidate onSubmit={submit} className="mt-4 flex flex-col gap-3">
        <ProblemField
          label="New password"
          name="password"
          type="password"
          problem={problems.of("password")}
          help="At least 8 characters."
          autoComplete="new-password"
          autoFocus
        />
        <label className="flex items-center gap-2 text-sm">
          <input type="checkbox" name="requiresPasswordChange" defaultChecked className="accent-accent" />
          They must change it when they sign in
        </label>
        {problems.isElsewhere && <ActionFailure error={setPassword.error} />}
        <div className="mt-1 flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" aria-disabled={setPassword.isPending}>
            {setPassword.isPending ? "Setting…" : "Set password"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function useSetPassword({ id, login }: User, onClose: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const setPassword = useMutation(
    trpc.users.setPassword.mutationOptions({
      onSuccess: async () => {
        announce(`${login} has another password.`);
        await queryClient.invalidateQueries(trpc.users.list.pathFilter());
        onClose();
      },
    }),
  );
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (setPassword.isPending) return;
    const form = new FormData(event.currentTarget);
    setPassword.mutate({
      id,
      password: textOf(form, "password"),
      requiresPasswordChange: form.has("requiresPasswordChange"),
    });
  };
  return { setPassword, submit };
}
