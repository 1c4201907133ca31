"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useId } from "react";
import { systemRoles } from "@understudy/domain";
import { useTRPC } from "../../trpc/provider.tsx";
import { ActionFailure } from "../action-failure.tsx";
import { Button } from "../button.tsx";
import { Dialog } from "../dialog.tsx";
import { TextField } from "../sign-in/text-field.tsx";
import { textOf } from "../sign-in/use-sign-in.ts";
import { RoleSelect } from "./role-select.tsx";
import { ShownLink } from "./shown-link.tsx";

/** Makes a user who chooses their own password. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const problemId = useId();
  const invitation = useMutation(
    trpc.users.invite.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.users.list.pathFilter()),
    }),
  );

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (invitation.isPending) return;
    const form = new FormData(event.currentTarget);
    const role = systemRoles.find((name) => name === textOf(form, "role"));
    invitation.mutate({ username: textOf(form, "username"), email: textOf(form, "email"), role });
  };

  if (invitation.data !== undefined) {
    return (
      <Dialog title={`${invitation.data.login} is invited`} onClose={onClose}>
        <ShownLink url={invitation.data.url} onClose={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog title="Invite somebody" onClose={onClose}>
      <form method="post" onSubmit={submit} className="mt-4 flex flex-col gap-4">
        <TextField
          label="Login"
          name="username"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          autoFocus
          describedBy={problemId}
          isWrong={invitation.isError}
        />
        <TextField
          label="E-mail address (optional)"
          name="email"
          type="email"
          autoComplete="off"
          describedBy={problemId}
          isWrong={invitation.isError}
        />
        <RoleSelect name="role" defaultValue="user" />
        <div id={problemId}>{invitation.error !== null && <ActionFailure error={invitation.error} />}</div>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" aria-disabled={invitation.isPending}>
            {invitation.isPending ? "Inviting…" : "Invite"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
