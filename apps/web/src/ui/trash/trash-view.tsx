"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { nextOf } from "../../trpc/list-positions.ts";
import { useTRPC } from "../../trpc/provider.tsx";
import { ActionFailure } from "../action-failure.tsx";
import { useAnnounce } from "../announcer.tsx";
import { LoadMore } from "../load-more.tsx";
import { QueryFailure } from "../mocks/query-failure.tsx";
import { Notice } from "../notice.tsx";
import { TrashList } from "./trash-list.tsx";

/** What was deleted in a namespace and can come back. */
export function TrashView({ namespace }: { namespace: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const trash = useInfiniteQuery(trpc.trash.list.infiniteQueryOptions({ namespace }, { getNextPageParam: nextOf }));
  const readAnew = () =>
    Promise.all([
      queryClient.invalidateQueries(trpc.trash.list.pathFilter()),
      queryClient.invalidateQueries(trpc.mocks.list.pathFilter()),
    ]);
  const restore = useMutation(
    trpc.trash.restore.mutationOptions({
      onSuccess: async ({ restored }) => {
        announce(restored === 1 ? "The mock is restored." : `${restored} mocks are restored.`);
        await readAnew();
      },
    }),
  );
  const [data] = trash.data?.pages ?? [];
  const items = trash.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <main className="mx-auto w-full max-w-4xl px-4 py-4 sm:px-6">
      <h1 className="text-xl font-semibold tracking-tight">Trash of {namespace}</h1>
      {trash.error !== null && data === undefined && (
        <QueryFailure error={trash.error} onRetry={() => void trash.refetch()} />
      )}
      {data !== undefined && <p className="mt-1 text-sm text-ink-soft">{describeSettings(data.settings)}</p>}
      {restore.error !== null && <ActionFailure error={restore.error} />}
      {data?.total === 0 && (
        <Notice icon={<Trash2 className="text-ink-faint" aria-hidden="true" />} title="The trash is empty">
          <p>Mocks that are deleted come here, and can be restored.</p>
        </Notice>
      )}
      {data !== undefined && data.total > 0 && (
        <>
          <TrashList
            namespace={namespace}
            items={items}
            mayChange={data.mayChange}
            onRestore={(groupId) => restore.isPending || restore.mutate({ namespace, groupId })}
            onPurged={readAnew}
          />
          <LoadMore
            list={trash}
            text={trash.hasNextPage ? `The last ${items.length} of ${data.total}` : `${data.total} in the trash`}
          />
        </>
      )}
    </main>
  );
}

function describeSettings({ isEnabled, days }: { isEnabled: boolean; days: number }): string {
  if (!isEnabled) return "What is here stays until somebody purges it.";
  return `What is here for ${days} ${days === 1 ? "day" : "days"} is purged.`;
}
