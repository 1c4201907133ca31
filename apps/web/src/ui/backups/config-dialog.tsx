"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useId, useState } from "react";
import type { BackupConfigView } from "@understudy/management";
import { useTRPC } from "../../trpc/provider.tsx";
import { ActionFailure } from "../action-failure.tsx";
import { Button } from "../button.tsx";
import { Dialog } from "../dialog.tsx";
import { TextField } from "../sign-in/text-field.tsx";
import { textOf } from "../sign-in/use-sign-in.ts";
import { describeSchedule } from "./describe-backup.ts";

const defaultSchedule = "0 3 * * *";

/** Makes a schedule, or changes one. */
export function ConfigDialog({ config, onClose }: { config?: BackupConfigView; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const problemId = useId();
  const wordsId = useId();
  const [schedule, setSchedule] = useState(config === undefined ? defaultSchedule : (config.schedule ?? ""));
  const onSuccess = async (): Promise<void> => {
    await queryClient.invalidateQueries(trpc.backups.configs.pathFilter());
    onClose();
  };
  const creation = useMutation(trpc.backups.createConfig.mutationOptions({ onSuccess }));
  const change = useMutation(trpc.backups.updateConfig.mutationOptions({ onSuccess }));
  const isPending = creation.isPending || change.isPending;
  const error = creation.error ?? change.error;

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (isPending) return;
    const form = new FormData(event.currentTarget);
    const input = {
      name: textOf(form, "name"),
      namespace: textOf(form, "namespace"),
      schedule,
      retention: Number(textOf(form, "retention")),
      enabled: form.has("enabled"),
    };
    if (config === undefined) creation.mutate(input);
    else change.mutate({ id: config.id, config: input });
  };
  const field = { describedBy: problemId, isWrong: error !== null, autoComplete: "off" } as const;
  return (
    <Dialog title={config === undefined ? "New schedule" : `Change ${config.name}`} onClose={onClose}>
      <form method="post" onSubmit={submit} className="mt-4 flex flex-col gap-4">
        <TextField {...field} label="Name" name="name" defaultValue={config?.name} maxLength={200} required autoFocus />
        <TextField
          {...field}
          label="Namespace (empty: the whole installation)"
          name="namespace"
          defaultValue={config?.namespace ?? ""}
          spellCheck={false}
        />
        <div>
          <TextField
            {...field}
            label="When (cron, in UTC; empty: only by hand)"
            name="schedule"
            value={schedule}
            describedBy={wordsId}
            spellCheck={false}
            onChange={(event) => setSchedule(event.target.value)}
            className="font-mono"
          />
          <p id={wordsId} role="status" className="mt-1 text-sm text-ink-soft">
            {schedule.trim() === ""
              ? "Only when somebody asks for it"
              : (describeSchedule(schedule) ?? "Five fields: minute, hour, day, month, day of the week")}
          </p>
        </div>
        <TextField
          {...field}
          label="Kept for days (0: until deleted)"
          name="retention"
          type="number"
          min={0}
          max={3650}
          defaultValue={config === undefined ? 30 : (config.retention ?? 0)}
        />
        <label className="flex items-center gap-2 text-sm">
          <input type="checkbox" name="enabled" defaultChecked={config?.enabled ?? true} className="accent-accent" />
          Switched on
        </label>
        <div id={problemId}>{error !== null && <ActionFailure error={error} />}</div>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" aria-disabled={isPending}>
            {isPending ? "Saving…" : "Save"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
