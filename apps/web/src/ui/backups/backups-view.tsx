"use client";

import { Archive, DatabaseBackup } from "lucide-react";
import { useState } from "react";
import type { Backup } from "@understudy/domain";
import { ActionFailure } from "../action-failure.tsx";
import { Button } from "../button.tsx";
import { QueryFailure } from "../mocks/query-failure.tsx";
import { Notice } from "../notice.tsx";
import { useHydrated } from "../sign-in/use-hydrated.ts";
import { BackupsTable, type BackupsTableProps } from "./backups-table.tsx";
import { ConfigList } from "./config-list.tsx";
import { DeleteBackupDialog } from "./delete-backup-dialog.tsx";
import { RestoreDialog } from "./restore-dialog.tsx";
import { type BackupsQuery, useBackups, useCreateBackup } from "./use-backups.ts";

/** Backups of the installation. Support sees which there are; admins make, take and restore them. */
export function BackupsView({ isAdmin }: { isAdmin: boolean }) {
  const [page, setPage] = useState(1);
  const [open, setOpen] = useState<{ kind: "restore" | "delete"; backup: Backup } | null>(null);
  const list = useBackups(page);
  const creation = useCreateBackup();
  const create = (configId: string | null): void => creation.mutate({ configId });
  const close = (): void => setOpen(null);

  return (
    <div className="@container mt-4 flex flex-col gap-8">
      <section aria-labelledby="backups-title">
        <div className="mb-3 flex flex-wrap items-center gap-3">
          <h2 id="backups-title" className="grow text-base font-semibold">
            Files
          </h2>
          {isAdmin && <BackUpButton isPending={creation.isPending} onPress={() => create(null)} />}
        </div>
        {creation.error !== null && <ActionFailure error={creation.error} />}
        <BackupFiles
          list={list}
          isAdmin={isAdmin}
          onRestore={(backup) => setOpen({ kind: "restore", backup })}
          onDelete={(backup) => setOpen({ kind: "delete", backup })}
        />
        <BackupsPager list={list} page={page} onPage={setPage} />
      </section>
      <ConfigList isAdmin={isAdmin} onRun={create} />
      {open?.kind === "restore" && <RestoreDialog backup={open.backup} onClose={close} />}
      {open?.kind === "delete" && <DeleteBackupDialog backup={open.backup} onClose={close} />}
    </div>
  );
}

/** It keeps the focus while it is pending, so it is only said to be disabled, and a second press is not heard. */
function BackUpButton({ isPending, onPress }: { isPending: boolean; onPress: () => void }) {
  const isReady = useHydrated();
  return (
    <Button
      look="primary"
      disabled={!isReady}
      aria-disabled={isPending}
      onClick={() => {
        if (!isPending) onPress();
      }}
    >
      <DatabaseBackup size={14} aria-hidden="true" />
      {isPending ? "Beginning…" : "Back up now"}
    </Button>
  );
}

/** The backups, or why none are to be seen. What is known stays, should asking again fail. */
function BackupFiles(props: { list: BackupsQuery } & Omit<BackupsTableProps, "backups" | "isStale">) {
  const { list, ...rest } = props;
  if (list.data === undefined) {
    return list.isError && <QueryFailure error={list.error} onRetry={() => void list.refetch()} />;
  }
  if (list.data.total === 0) return <NoBackups isAdmin={rest.isAdmin} />;
  return <BackupsTable backups={list.data.backups} isStale={list.isPlaceholderData} {...rest} />;
}

function NoBackups({ isAdmin }: { isAdmin: boolean }) {
  return (
    <Notice icon={<Archive className="text-ink-faint" aria-hidden="true" />} title="No backups yet">
      <p>
        A backup is one file with everything that is here: mocks, stores, users, deliveries.
        {isAdmin && " Make one now, or let a schedule below make them."}
      </p>
    </Notice>
  );
}

/** There from the start, with nothing counted: a status is only read out when it changes, and that there are none is said above it. */
function BackupsPager(props: { list: BackupsQuery; page: number; onPage: (page: number) => void }) {
  const { list, page, onPage } = props;
  const { total = 0, perPage = 1 } = list.data ?? {};
  return (
    <div className="mt-3 flex items-center gap-2 text-sm text-ink-soft">
      <p role="status" className="grow tabular-nums">
        {total > 0 && `${total} ${total === 1 ? "backup" : "backups"}`}
      </p>
      {page > 1 && <Button onClick={() => onPage(page - 1)}>Previous</Button>}
      {page * perPage < total && <Button onClick={() => onPage(page + 1)}>Next</Button>}
    </div>
  );
}
