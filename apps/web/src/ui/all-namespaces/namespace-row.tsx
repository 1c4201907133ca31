"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { defaultNamespace, type NamespaceSummary } from "@understudy/domain";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "../../trpc/provider.tsx";
import { ActionFailure } from "../action-failure.tsx";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../button.tsx";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import { RelativeTime } from "../relative-time.tsx";

export function NamespaceRow({ namespace, mayChange }: { namespace: NamespaceSummary; mayChange: boolean }) {
  const { name, displayName, mockCount, userCount, createdAt, closedAt } = namespace;
  return (
    <tr className="border-t border-line first:border-t-0">
      <td className="max-w-0 py-2 pr-2 pl-4 max-sm:w-full sm:w-2/5">
        {closedAt === null ? (
          <Link href={`/ui/${name}/mocks`} className="block truncate font-medium hover:underline">
            {name}
          </Link>
        ) : (
          <span className="block truncate font-medium text-ink-soft line-through">{name}</span>
        )}
        {displayName !== "" && displayName !== name && (
          <span className="block truncate text-ink-soft">{displayName}</span>
        )}
        {closedAt !== null && (
          <span className="block text-ink-soft">
            Deleted <RelativeTime at={closedAt} />
          </span>
        )}
      </td>
      <td className="px-2 text-right tabular-nums max-sm:hidden">{mockCount.toLocaleString("en")}</td>
      <td className="px-2 text-right tabular-nums max-sm:hidden">{userCount.toLocaleString("en")}</td>
      <td className="px-2 whitespace-nowrap text-ink-soft max-md:hidden">
        <RelativeTime at={createdAt} />
      </td>
      <td className="py-2 pr-4 pl-2 text-right">
        {mayChange && name !== defaultNamespace && <NamespaceActions name={name} isDeleted={closedAt !== null} />}
      </td>
    </tr>
  );
}

function NamespaceActions({ name, isDeleted }: { name: string; isDeleted: boolean }) {
  const [isAsking, setAsking] = useState(false);
  const trpc = useTRPC();
  const done = useNamespacesChanged();
  const restore = useMutation(
    trpc.allNamespaces.restore.mutationOptions({ onSuccess: () => done(`Restored ${name}.`) }),
  );
  const deletion = useMutation(
    trpc.allNamespaces.delete.mutationOptions({
      onSuccess: async () => {
        setAsking(false);
        await done(`Deleted ${name}.`);
      },
    }),
  );
  if (isDeleted) {
    return (
      <>
        <Button aria-label={`Restore ${name}`} onClick={() => restore.isPending || restore.mutate({ namespace: name })}>
          {restore.isPending ? "Restoring…" : "Restore"}
        </Button>
        {restore.error !== null && <ActionFailure error={restore.error} />}
      </>
    );
  }
  return (
    <>
      <Button aria-label={`Delete ${name}`} className="text-danger" onClick={() => setAsking(true)}>
        Delete
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={`Delete ${name}?`}
          action={{ text: "Delete", pendingText: "Deleting…" }}
          isPending={deletion.isPending}
          error={deletion.error}
          onConfirm={() => deletion.mutate({ namespace: name })}
          onClose={() => {
            setAsking(false);
            deletion.reset();
          }}
        >
          <p className="text-left">
            Its stubs stop answering at once and its deliveries are held. It can be restored with everything in it.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}

/** The list is read anew, and so is the frame around the page: its switcher names the namespaces. */
export function useNamespacesChanged(): (text: string) => Promise<void> {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const router = useRouter();
  return async (text) => {
    announce(text);
    await queryClient.invalidateQueries(trpc.allNamespaces.list.pathFilter());
    router.refresh();
  };
}
