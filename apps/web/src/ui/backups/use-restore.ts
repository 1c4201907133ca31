"use client";

import { useQuery } from "@tanstack/react-query";
import type { BackupRestore } from "@understudy/domain";
import { useTRPC } from "../../trpc/provider.tsx";

const refreshMs = 1_000;

/** How a restore stands that was begun; it is asked for until it has ended. */
export function useRestore(begun: BackupRestore | undefined): BackupRestore | undefined {
  const trpc = useTRPC();
  const isWaiting = begun?.status === "in_progress";
  const current = useQuery({
    ...trpc.backups.restoreStatus.queryOptions({ id: begun?.id ?? "" }),
    enabled: isWaiting,
    refetchInterval: ({ state }) => (state.data?.status === "in_progress" ? refreshMs : false),
  });
  return isWaiting ? (current.data ?? begun) : begun;
}
