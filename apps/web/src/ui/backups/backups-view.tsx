"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Archive, DatabaseBackup } from "lucide-react";
import { useState } from "react";
import type { Backup } from "@understudy/domain";
import { useTRPC } from "../../trpc/provider.tsx";
import { ActionFailure } from "../action-failure.tsx";
import { Button } from "../button.tsx";
import { QueryFailure } from "../mocks/query-failure.tsx";
import { Notice } from "../notice.tsx";
import { useHydrated } from "../sign-in/use-hydrated.ts";
import { BackupsTable } from "./backups-table.tsx";
import { ConfigList } from "./config-list.tsx";
import { DeleteBackupDialog } from "./delete-backup-dialog.tsx";
import { RestoreDialog } from "./restore-dialog.tsx";

/** While one is being made. */
const refreshMs = 1_000;

/** Backups of the installation. Support sees which there are; admins make, take and restore them. */
export function BackupsView({ isAdmin }: { isAdmin: boolean }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const isReady = useHydrated();
  const [page, setPage] = useState(1);
  const [open, setOpen] = useState<{ kind: "restore" | "delete"; backup: Backup } | null>(null);
  const list = useQuery({
    ...trpc.backups.list.queryOptions({ page }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.backups.some(({ status }) => status === "in_progress") === true ? refreshMs : false,
  });
  const creation = useMutation(
    trpc.backups.create.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.backups.list.pathFilter()),
    }),
  );
  const create = (configId: string | null): void => creation.mutate({ configId });
  const { backups = [], total = 0, perPage = 1 } = list.data ?? {};
  const close = (): void => setOpen(null);

  return (
    <div className="@container mt-4 flex flex-col gap-8">
      <section aria-labelledby="backups-title">
        <div className="mb-3 flex flex-wrap items-center gap-3">
          <h2 id="backups-title" className="grow text-base font-semibold">
            Files
          </h2>
          {isAdmin && (
            <Button
              look="primary"
              disabled={!isReady}
              aria-disabled={creation.isPending}
              onClick={() => !creation.isPending && create(null)}
            >
              <DatabaseBackup size={14} aria-hidden="true" />
              {creation.isPending ? "Beginning…" : "Back up now"}
            </Button>
          )}
        </div>
        {creation.error !== null && <ActionFailure error={creation.error} />}
        {list.isError && list.data === undefined && (
          <QueryFailure error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.data !== undefined && total === 0 && (
          <Notice icon={<Archive className="text-ink-faint" aria-hidden="true" />} title="No backups yet">
            <p>
              A backup is one file with everything that is here: mocks, stores, users, deliveries.
              {isAdmin && " Make one now, or let a schedule below make them."}
            </p>
          </Notice>
        )}
        {total > 0 && (
          <BackupsTable
            backups={backups}
            isStale={list.isPlaceholderData}
            isAdmin={isAdmin}
            onRestore={(backup) => setOpen({ kind: "restore", backup })}
            onDelete={(backup) => setOpen({ kind: "delete", backup })}
          />
        )}
        <div className="mt-3 flex items-center gap-2 text-sm text-ink-soft">
          <p role="status" className="grow tabular-nums">
            {total} {total === 1 ? "backup" : "backups"}
          </p>
          {page > 1 && <Button onClick={() => setPage(page - 1)}>Previous</Button>}
          {page * perPage < total && <Button onClick={() => setPage(page + 1)}>Next</Button>}
        </div>
      </section>
      <ConfigList isAdmin={isAdmin} onRun={create} />
      {open?.kind === "restore" && <RestoreDialog backup={open.backup} onClose={close} />}
      {open?.kind === "delete" && <DeleteBackupDialog backup={open.backup} onClose={close} />}
    </div>
  );
}
