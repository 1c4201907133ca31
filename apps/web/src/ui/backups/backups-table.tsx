"use client";

import { Download } from "lucide-react";
import type { Backup } from "@understudy/domain";
import { Button, buttonLinkClass } from "../button.tsx";
import { ListTable } from "../list-table.tsx";
import { RelativeTime } from "../relative-time.tsx";
import { useHydrated } from "../sign-in/use-hydrated.ts";
import { describeScope, describeSize, describeState } from "./describe-backup.ts";

const columns = [
  { title: "Made", className: "" },
  { title: "Of", className: "@max-md:hidden" },
  { title: "State", className: "" },
  { title: "Size", className: "text-right @max-lg:hidden" },
  { title: "Actions", className: "text-right" },
] as const;

export interface BackupsTableProps {
  backups: readonly Backup[];
  isStale: boolean;
  isAdmin: boolean;
  onRestore: (backup: Backup) => void;
  onDelete: (backup: Backup) => void;
}

export function BackupsTable({ backups, isStale, ...rest }: BackupsTableProps) {
  return (
    <ListTable caption="Backups, the newest first" columns={columns} isStale={isStale}>
      {backups.map((backup) => (
        <BackupRow key={backup.id} backup={backup} {...rest} />
      ))}
    </ListTable>
  );
}

function BackupRow(props: { backup: Backup } & Omit<BackupsTableProps, "backups" | "isStale">) {
  const { backup, isAdmin, onRestore, onDelete } = props;
  const isReady = useHydrated();
  const isCompleted = backup.status === "completed";
  return (
    <tr className="h-11 border-b border-line last:border-b-0 [&>*]:py-2">
      <th scope="row" className="pr-2 pl-4 text-left font-medium whitespace-nowrap">
        <RelativeTime at={backup.createdAt} />
        {backup.isUploaded && <span className="ml-2 text-xs font-normal text-ink-faint">uploaded</span>}
      </th>
      <td className="px-2 text-ink-soft @max-md:hidden">{describeScope(backup.namespace)}</td>
      <td className="px-2">
        <BackupState backup={backup} />
      </td>
      <td className="px-2 text-right whitespace-nowrap text-ink-soft tabular-nums @max-lg:hidden">
        {backup.size === null ? "–" : describeSize(backup.size)}
      </td>
      <td className="pr-4 pl-2">
        {isAdmin && (
          <div className="flex flex-wrap justify-end gap-1.5">
            {isCompleted && (
              <>
                <a
                  href={`/ui/admin/backups/${backup.id}/download`}
                  download
                  className={buttonLinkClass}
                  aria-label="Download"
                  title="Download"
                >
                  <Download size={14} aria-hidden="true" />
                </a>
                <Button disabled={!isReady} onClick={() => onRestore(backup)}>
                  Restore…
                </Button>
              </>
            )}
            <Button disabled={!isReady} className="text-danger" onClick={() => onDelete(backup)}>
              Delete…
            </Button>
          </div>
        )}
      </td>
    </tr>
  );
}

function BackupState({ backup }: { backup: Backup }) {
  const { status, reason, progress } = backup;
  if (status === "in_progress" && progress.rowsTotal !== null) {
    return (
      <span className="flex items-center gap-2">
        <progress
          value={progress.rowsDone}
          max={Math.max(progress.rowsTotal, 1)}
          aria-label="Rows written"
          className="h-1.5 w-20 accent-accent"
        />
        <span className="tabular-nums">{describeState(backup)}</span>
      </span>
    );
  }
  return (
    <>
      <span className={status === "failed" ? "font-medium text-danger" : ""}>{describeState(backup)}</span>
      {reason !== null && <span className="block text-xs text-ink-soft">{reason}</span>}
    </>
  );
}
