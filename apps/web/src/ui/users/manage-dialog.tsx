"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { systemRoles, type User } from "@understudy/domain";
import { useState } from "react";
import { useTRPC } from "../../trpc/provider.tsx";
import { ActionFailure } from "../action-failure.tsx";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../button.tsx";
import { Dialog } from "../dialog.tsx";
import { DeleteUserDialog } from "./delete-user-dialog.tsx";
import { EditUserDialog } from "./edit-user-dialog.tsx";
import { RoleSelect } from "./role-select.tsx";
import { SetPasswordDialog } from "./set-password-dialog.tsx";
import { ShownLink } from "./shown-link.tsx";

/** All that can be done with a user. Support sees what support may do. */
export function ManageDialog({ user, isAdmin, onClose }: { user: User; isAdmin: boolean; onClose: () => void }) {
  const actions = useUserActions(user, onClose);
  const [step, setStep] = useState<"choose" | "edit" | "password" | "delete">("choose");
  const { link, error, isBusy } = actions;

  if (link !== undefined) {
    return (
      <Dialog title={`A link for ${user.login}`} onClose={onClose}>
        <ShownLink url={link.url} onClose={onClose} />
      </Dialog>
    );
  }
  if (step === "edit") return <EditUserDialog user={user} onClose={onClose} />;
  if (step === "password") return <SetPasswordDialog user={user} onClose={onClose} />;
  if (step === "delete")
    return <DeleteUserDialog login={user.login} {...{ error, isBusy, onClose }} onDelete={actions.remove} />;
  return (
    <Dialog title={user.login} onClose={onClose}>
      <div className="mt-4 flex flex-col gap-4">
        {isAdmin && (
          <RoleSelect
            value={user.systemRole}
            disabled={isBusy}
            onChange={({ target }) => actions.changeRole(systemRoles.find((role) => role === target.value))}
          />
        )}
        <div className="flex flex-wrap gap-2">
          {isAdmin && <Button onClick={() => setStep("edit")}>Edit…</Button>}
          <Button aria-disabled={isBusy} onClick={() => isBusy || actions.makeLink()}>
            {user.hasPassword ? "Link to reset password" : "New invitation"}
          </Button>
          <Button onClick={() => setStep("password")}>Set password…</Button>
          <Button aria-disabled={isBusy} onClick={() => isBusy || actions.setEnabled(!user.enabled)}>
            {user.enabled ? "Disable" : "Enable"}
          </Button>
          {isAdmin && (
            <Button look="danger" onClick={() => setStep("delete")}>
              Delete…
            </Button>
          )}
        </div>
        {error !== null && <ActionFailure error={error} />}
        <Button className="self-end" onClick={onClose}>
          Close
        </Button>
      </div>
    </Dialog>
  );
}

function useUserActions({ id, login }: User, onGone: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const refresh = () => queryClient.invalidateQueries(trpc.users.list.pathFilter());
  const saying = (text: string) => async (): Promise<void> => {
    announce(text);
    await refresh();
  };
  const change = useMutation(trpc.users.change.mutationOptions({ onSuccess: saying(`${login} has another role.`) }));
  const enable = useMutation(trpc.users.enable.mutationOptions({ onSuccess: saying(`${login} may sign in again.`) }));
  const disable = useMutation(trpc.users.disable.mutationOptions({ onSuccess: saying(`${login} is kept out.`) }));
  const link = useMutation(trpc.users.makeLink.mutationOptions());
  const removal = useMutation(
    trpc.users.delete.mutationOptions({
      onSuccess: async () => {
        onGone();
        await saying(`${login} is deleted.`)();
      },
    }),
  );
  const all = [change, enable, disable, link, removal];
  return {
    link: link.data,
    error: all.find(({ error }) => error !== null)?.error ?? null,
    isBusy: all.some(({ isPending }) => isPending),
    changeRole: (role: User["systemRole"] | undefined) => role !== undefined && change.mutate({ id, change: { role } }),
    setEnabled: (isEnabled: boolean) => (isEnabled ? enable : disable).mutate({ id }),
    makeLink: () => link.mutate({ id }),
    remove: () => removal.mutate({ id }),
  };
}
