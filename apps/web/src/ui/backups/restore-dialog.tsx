"use client";

import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useId } from "react";
import type { Backup } from "@understudy/domain";
import { useTRPC } from "../../trpc/provider.tsx";
import { ActionFailure } from "../action-failure.tsx";
import { Button } from "../button.tsx";
import { Dialog } from "../dialog.tsx";
import { RelativeTime } from "../relative-time.tsx";
import { TextField } from "../sign-in/text-field.tsx";
import { textOf } from "../sign-in/use-sign-in.ts";
import { ConfirmRestore } from "./confirm-restore.tsx";
import { describeScope } from "./describe-backup.ts";
import { useRestore } from "./use-restore.ts";

/** Says first what a restore replaces; only then it can be done. */
export function RestoreDialog({ backup, onClose }: { backup: Backup; onClose: () => void }) {
  const trpc = useTRPC();
  const problemId = useId();
  const trial = useMutation(trpc.backups.restore.mutationOptions());
  const restore = useRestore(trial.data);

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (trial.isPending) return;
    const secretKey = textOf(new FormData(event.currentTarget), "secretKey");
    trial.mutate({ id: backup.id, isDryRun: true, secretKey });
  };

  if (restore?.status === "completed" && restore.plan !== null) {
    const secretKey = trial.variables?.secretKey ?? "";
    return <ConfirmRestore backup={backup} plan={restore.plan} secretKey={secretKey} onClose={onClose} />;
  }
  return (
    <Dialog title="Restore this backup?" onClose={onClose}>
      <p className="mt-2 text-ink-soft">
        {describeScope(backup.namespace)}, made <RelativeTime at={backup.createdAt} />. First see what it would replace:
        nothing is changed by that.
      </p>
      <form method="post" onSubmit={submit} className="mt-4 flex flex-col gap-4">
        <TextField
          label="SECRET_KEY of the installation that made it (only if it is another one)"
          name="secretKey"
          type="password"
          autoComplete="off"
          spellCheck={false}
          describedBy={problemId}
          isWrong={trial.isError}
        />
        <div id={problemId}>
          {trial.error !== null && <ActionFailure error={trial.error} />}
          {restore?.status === "failed" && (
            <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-sm">
              {restore.reason}
            </p>
          )}
        </div>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" aria-disabled={trial.isPending}>
            {trial.isPending || restore?.status === "in_progress" ? "Comparing…" : "See what it replaces"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
