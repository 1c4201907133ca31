"use client";

import { useMutation } from "@tanstack/react-query";
import { purgeConfirmation, type TrashItem } from "@understudy/domain";
import { useState } from "react";
import { useTRPC } from "../../trpc/provider.tsx";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../button.tsx";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import { RelativeTime } from "../relative-time.tsx";

/** What was deleted, a line for all that was deleted together: it comes back together, or is purged together. */
export function TrashList(props: {
  namespace: string;
  items: readonly TrashItem[];
  mayChange: boolean;
  onRestore: (groupId: string) => void;
  onPurged: () => Promise<unknown>;
}) {
  const [purged, setPurged] = useState<TrashGroup | null>(null);
  return (
    <>
      <ul aria-label="Deleted mocks" className="mt-4 divide-y divide-line rounded-lg border border-line bg-surface">
        {groupItems(props.items).map((group) => (
          <li key={group.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
            <GroupText group={group} />
            {props.mayChange && (
              <span className="flex gap-2">
                <Button aria-label={`Restore ${group.name}`} onClick={() => props.onRestore(group.id)}>
                  Restore
                </Button>
                <Button aria-label={`Purge ${group.name}`} className="text-danger" onClick={() => setPurged(group)}>
                  Purge
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {purged !== null && (
        <PurgeDialog
          namespace={props.namespace}
          group={purged}
          onPurged={props.onPurged}
          onClose={() => setPurged(null)}
        />
      )}
    </>
  );
}

interface TrashGroup {
  id: string;
  /** Of its first thing, and how many more there are. */
  name: string;
  items: readonly TrashItem[];
}

function groupItems(items: readonly TrashItem[]): TrashGroup[] {
  return [...Map.groupBy(items, ({ groupId }) => groupId)].map(([id, group]) => {
    const first = group[0]?.id ?? "";
    return { id, items: group, name: group.length === 1 ? first : `${first} and ${group.length - 1} more` };
  });
}

function GroupText({ group: { items, name } }: { group: TrashGroup }) {
  const first = items[0];
  if (first === undefined) return null;
  const by = first.closedReason === null ? first.closedBy : `cleanup (${first.closedReason})`;
  return (
    <div className="min-w-40 grow">
      <p className="font-medium break-all">{name}</p>
      <p className="text-sm break-all text-ink-soft">
        {items.length === 1 ? first.name : items.map(({ id }) => id).join(", ")}
      </p>
      <p className="text-sm text-ink-soft">
        Deleted <RelativeTime at={first.closedAt} />
        {by !== null && ` by ${by}`}
      </p>
    </div>
  );
}

function PurgeDialog(props: {
  namespace: string;
  group: TrashGroup;
  onPurged: () => Promise<unknown>;
  onClose: () => void;
}) {
  const { namespace, group } = props;
  const trpc = useTRPC();
  const announce = useAnnounce();
  const purge = useMutation(
    trpc.trash.purge.mutationOptions({
      onSuccess: async () => {
        announce(`Purged ${group.name}.`);
        props.onClose();
        await props.onPurged();
      },
    }),
  );
  return (
    <ConfirmDialog
      title={`Purge ${group.name}?`}
      action={{ text: "Purge", pendingText: "Purging…" }}
      phrase={purgeConfirmation}
      isPending={purge.isPending}
      error={purge.error}
      onConfirm={() => purge.mutate({ namespace, groupId: group.id })}
      onClose={props.onClose}
    >
      <p>It is removed for good, with its history and its calls in the request log.</p>
    </ConfirmDialog>
  );
}
