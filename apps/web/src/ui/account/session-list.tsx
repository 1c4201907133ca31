"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { OwnSession } from "@understudy/management";
import { useTRPC } from "../../trpc/provider.tsx";
import { ActionFailure } from "../action-failure.tsx";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../button.tsx";
import { QueryFailure } from "../mocks/query-failure.tsx";
import { RelativeTime } from "../relative-time.tsx";

/** Where one is signed in, and the way to end it. */
export function SessionList() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const sessions = useQuery(trpc.account.sessions.queryOptions());
  const end = useMutation(
    trpc.account.endSession.mutationOptions({
      onSuccess: ({ ended }) => announce(`${ended} ${ended === 1 ? "session" : "sessions"} ended.`),
      onSettled: () => queryClient.invalidateQueries(trpc.account.sessions.pathFilter()),
    }),
  );
  if (sessions.isError) return <QueryFailure error={sessions.error} onRetry={() => void sessions.refetch()} />;
  const rows = sessions.data ?? [];
  return (
    <>
      <ul aria-label="Sessions" className="overflow-hidden rounded-lg border border-line bg-surface">
        {rows.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            isBusy={end.isPending}
            onEnd={() => end.mutate({ id: session.id })}
          />
        ))}
      </ul>
      {end.error !== null && <ActionFailure error={end.error} />}
      {rows.length > 1 && (
        <Button
          className="mt-3"
          aria-disabled={end.isPending}
          onClick={() => end.isPending || end.mutate({ id: null })}
        >
          End all others
        </Button>
      )}
    </>
  );
}

function SessionRow(props: { session: OwnSession; isBusy: boolean; onEnd: () => void }) {
  const { session, isBusy } = props;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2.5 last:border-b-0">
      <div className="min-w-0 grow">
        <p className="truncate font-medium" title={session.userAgent}>
          {session.userAgent === "" ? "Unknown program" : session.userAgent}
        </p>
        <p className="text-sm text-ink-soft">
          {session.address === "" ? "unknown address" : session.address}, signed in{" "}
          <RelativeTime at={session.createdAt} />, seen <RelativeTime at={session.lastSeenAt} />
        </p>
      </div>
      {session.isCurrent ? (
        <span className="rounded bg-accent-soft px-2 py-0.5 text-xs text-accent-strong">This one</span>
      ) : (
        <Button aria-disabled={isBusy} onClick={() => isBusy || props.onEnd()}>
          End
        </Button>
      )}
    </li>
  );
}
