"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CalendarClock } from "lucide-react";
import { useState } from "react";
import type { BackupConfigView } from "@understudy/management";
import { useTRPC } from "../../trpc/provider.tsx";
import { Button } from "../button.tsx";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import { QueryFailure } from "../mocks/query-failure.tsx";
import { RelativeTime } from "../relative-time.tsx";
import { useHydrated } from "../sign-in/use-hydrated.ts";
import { ConfigDialog } from "./config-dialog.tsx";
import { describeRetention, describeSchedule, describeScope } from "./describe-backup.ts";

type Open = { kind: "new" } | { kind: "edit" | "delete"; config: BackupConfigView } | null;

/** What is backed up by itself. */
export function ConfigList({ isAdmin, onRun }: { isAdmin: boolean; onRun: (configId: string) => void }) {
  const trpc = useTRPC();
  const isReady = useHydrated();
  const [open, setOpen] = useState<Open>(null);
  const list = useQuery(trpc.backups.configs.queryOptions());
  const close = (): void => setOpen(null);
  return (
    <section aria-labelledby="configs-title">
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <h2 id="configs-title" className="grow text-base font-semibold">
          Schedules
        </h2>
        {isAdmin && (
          <Button disabled={!isReady} onClick={() => setOpen({ kind: "new" })}>
            <CalendarClock size={14} aria-hidden="true" />
            New schedule
          </Button>
        )}
      </div>
      {list.isError && list.data === undefined && (
        <QueryFailure error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.data?.length === 0 && (
        <p className="rounded-lg border border-line bg-surface px-4 py-6 text-center text-sm text-ink-soft">
          Nothing is backed up by itself yet.
        </p>
      )}
      {list.data !== undefined && list.data.length > 0 && (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {list.data.map((config) => (
            <li key={config.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
              <ConfigFacts config={config} />
              {isAdmin && (
                <ConfigActions
                  name={config.name}
                  onRun={() => onRun(config.id)}
                  onEdit={() => setOpen({ kind: "edit", config })}
                  onDelete={() => setOpen({ kind: "delete", config })}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {open?.kind === "new" && <ConfigDialog onClose={close} />}
      {open?.kind === "edit" && <ConfigDialog config={open.config} onClose={close} />}
      {open?.kind === "delete" && <DeleteConfigDialog config={open.config} onClose={close} />}
    </section>
  );
}

function ConfigFacts({ config }: { config: BackupConfigView }) {
  const { name, schedule, enabled, namespace, nextRunAt } = config;
  return (
    <div className="min-w-48 grow">
      <p className="font-medium">
        {name}
        {!enabled && <span className="ml-2 text-xs font-normal text-ink-faint">switched off</span>}
      </p>
      <p className="text-sm text-ink-soft">
        {describeScope(namespace)} · {schedule === null ? "only by hand" : (describeSchedule(schedule) ?? schedule)} ·{" "}
        {describeRetention(config)}
        {nextRunAt !== null && (
          <>
            {" "}
            · next <RelativeTime at={nextRunAt} />
          </>
        )}
      </p>
    </div>
  );
}

/** Their names say which schedule they are for: out of the row, "Edit" alone does not. */
function ConfigActions(props: { name: string; onRun: () => void; onEdit: () => void; onDelete: () => void }) {
  const { name, onRun, onEdit, onDelete } = props;
  const isReady = useHydrated();
  return (
    <div className="flex flex-wrap gap-1.5">
      <Button disabled={!isReady} aria-label={`Run now: ${name}`} onClick={onRun}>
        Run now
      </Button>
      <Button disabled={!isReady} aria-label={`Edit ${name}`} onClick={onEdit}>
        Edit
      </Button>
      <Button disabled={!isReady} aria-label={`Delete ${name}`} className="text-danger" onClick={onDelete}>
        Delete…
      </Button>
    </div>
  );
}

function DeleteConfigDialog({ config, onClose }: { config: BackupConfigView; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const deletion = useMutation(
    trpc.backups.deleteConfig.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.backups.configs.pathFilter());
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      title={`Delete ${config.name}?`}
      action={{ text: "Delete", pendingText: "Deleting…" }}
      isPending={deletion.isPending}
      error={deletion.error}
      onConfirm={() => deletion.mutate({ id: config.id })}
      onClose={onClose}
    >
      <p>Its backups stay, until somebody deletes them.</p>
    </ConfirmDialog>
  );
}
