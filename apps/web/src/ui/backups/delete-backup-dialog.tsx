"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Backup } from "@understudy/domain";
import { useTRPC } from "../../trpc/provider.tsx";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import { RelativeTime } from "../relative-time.tsx";
import { describeScope } from "./describe-backup.ts";

export function DeleteBackupDialog({ backup, onClose }: { backup: Backup; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const deletion = useMutation(
    trpc.backups.delete.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.backups.list.pathFilter());
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      title="Delete this backup?"
      action={{ text: "Delete", pendingText: "Deleting…" }}
      isPending={deletion.isPending}
      error={deletion.error}
      onConfirm={() => deletion.mutate({ id: backup.id })}
      onClose={onClose}
    >
      <p>
        {describeScope(backup.namespace)}, made <RelativeTime at={backup.createdAt} />. Its file is removed for good.
      </p>
    </ConfirmDialog>
  );
}
