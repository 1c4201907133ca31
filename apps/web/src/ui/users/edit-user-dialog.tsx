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

/** Changes what somebody signs in with, and where mails go. */
export function EditUserDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { change, submit } = useChange(user, onClose);
  const problems = sortProblems(change.error, ["username", "email"]);
  return (
    <Dialog title={`Edit ${user.login}`} onClose={onClose}>
      <form method="post" noValidate onSubmit={submit} className="mt-4 flex flex-col gap-3">
        <ProblemField
          label="Login"
          name="username"
          defaultValue={user.login}
          problem={problems.of("username")}
          help="They sign in with it from now on; their sessions and API tokens stay."
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
        />
        <ProblemField
          label="E-mail address (optional)"
          name="email"
          type="email"
          defaultValue={user.email ?? ""}
          problem={problems.of("email")}
          help="Where links for choosing a password go."
          autoComplete="off"
        />
        {problems.isElsewhere && <ActionFailure error={change.error} />}
        <div className="mt-1 flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" aria-disabled={change.isPending}>
            {change.isPending ? "Saving…" : "Save"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function useChange({ id }: User, onClose: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const change = useMutation(
    trpc.users.change.mutationOptions({
      onSuccess: async ({ login }) => {
        announce(`${login} is changed.`);
        await queryClient.invalidateQueries(trpc.users.list.pathFilter());
        onClose();
      },
    }),
  );
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (change.isPending) return;
    const form = new FormData(event.currentTarget);
    change.mutate({ id, change: { username: textOf(form, "username").trim(), email: textOf(form, "email").trim() } });
  };
  return { change, submit };
}
