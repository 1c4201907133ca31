"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { BackupConfigView } from "@understudy/management";
import { useTRPC } from "../../trpc/provider.tsx";
import { textOf } from "../sign-in/use-sign-in.ts";

/** Makes the schedule, or changes the one that is given: one form does both. */
export function useSaveConfig(config: BackupConfigView | undefined, onSaved: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const onSuccess = async (): Promise<void> => {
    await queryClient.invalidateQueries(trpc.backups.configs.pathFilter());
    onSaved();
  };
  const creation = useMutation(trpc.backups.createConfig.mutationOptions({ onSuccess }));
  const change = useMutation(trpc.backups.updateConfig.mutationOptions({ onSuccess }));
  const isPending = creation.isPending || change.isPending;

  const save = (form: FormData): void => {
    if (isPending) return;
    const input = readConfigForm(form);
    if (config === undefined) creation.mutate(input);
    else change.mutate({ id: config.id, config: input });
  };
  return { save, isPending, error: creation.error ?? change.error };
}

function readConfigForm(form: FormData) {
  return {
    name: textOf(form, "name"),
    namespace: textOf(form, "namespace"),
    schedule: textOf(form, "schedule"),
    retention: Number(textOf(form, "retention")),
    enabled: form.has("enabled"),
  };
}
