"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { TrashSettings } from "@understudy/domain";
import { useId, useState } from "react";
import { useTRPC } from "../../trpc/provider.tsx";
import { ActionFailure } from "../action-failure.tsx";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../button.tsx";
import { QueryFailure } from "../mocks/query-failure.tsx";
import { fieldClass, labelClass, SettingsCard } from "../settings-card.tsx";

/** When the trash is emptied: of a namespace, or (null) of all that say nothing themselves. */
export function TrashSettingsCard({ namespace }: { namespace: string | null }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.trash.settings.queryOptions({ namespace }));
  if (data === undefined) {
    return error === null ? null : <QueryFailure error={error} onRetry={() => void refetch()} />;
  }
  const { settings, mayChange } = data;
  return (
    <SettingsCard title="Trash" about={describe(namespace, settings)}>
      <TrashForm
        key={`${settings.isEnabled} ${settings.days}`}
        namespace={namespace}
        stored={settings}
        mayChange={mayChange}
      />
    </SettingsCard>
  );
}

function describe(namespace: string | null, { isInherited }: TrashSettings): string {
  if (namespace === null)
    return "For all namespaces that have no setting of their own. What is purged can't come back.";
  return isInherited
    ? "As the installation has it, until it is saved here. What is purged can't come back."
    : "This namespace's own setting. What is purged can't come back.";
}

function TrashForm(props: { namespace: string | null; stored: TrashSettings; mayChange: boolean }) {
  const { namespace, stored, mayChange } = props;
  const [isEnabled, setEnabled] = useState(stored.isEnabled);
  const [days, setDays] = useState(String(stored.days));
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const save = useMutation(
    trpc.trash.setSettings.mutationOptions({
      onSuccess: async () => {
        announce("The setting of the trash is saved.");
        await queryClient.invalidateQueries(trpc.trash.pathFilter());
      },
    }),
  );
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isPending) save.mutate({ namespace, isEnabled, days: Number(days) });
      }}
    >
      <label className="flex items-start gap-2 text-sm">
        <input
          type="checkbox"
          checked={isEnabled}
          disabled={!mayChange}
          onChange={(event) => setEnabled(event.target.checked)}
          className="mt-0.5 size-4 accent-accent"
        />
        Purge what is in the trash for long
      </label>
      <DaysField days={days} isReadOnly={!mayChange || !isEnabled} onChange={setDays} />
      {save.error !== null && <ActionFailure error={save.error} />}
      {mayChange && (
        <Button type="submit" look="primary" className="self-start">
          {save.isPending ? "Saving…" : "Save trash setting"}
        </Button>
      )}
    </form>
  );
}

/** It holds text, not a number: an empty field is still being written, and `required` says so. */
function DaysField(props: { days: string; isReadOnly: boolean; onChange: (days: string) => void }) {
  const id = useId();
  return (
    <div className="flex max-w-60 flex-col gap-1">
      <label htmlFor={id} className={labelClass}>
        Days in the trash
      </label>
      <input
        id={id}
        type="number"
        inputMode="numeric"
        min={1}
        max={3_650}
        step={1}
        required
        value={props.days}
        readOnly={props.isReadOnly}
        onChange={(event) => props.onChange(event.target.value)}
        className={fieldClass}
      />
    </div>
  );
}
