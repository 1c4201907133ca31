"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/provider.tsx";

/** While one is being made. */
const refreshMs = 1_000;

export type BackupsQuery = ReturnType<typeof useBackups>;

/** A page of the backups; it is asked for again and again while one is being made, so that its progress is seen. */
export function useBackups(page: number) {
  const trpc = useTRPC();
  return useQuery({
    ...trpc.backups.list.queryOptions({ page }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.backups.some(({ status }) => status === "in_progress") === true ? refreshMs : false,
  });
}

/** Begins a backup. By hand and by a schedule's button it is the same one, so that a failure has one place. */
export function useCreateBackup() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.backups.create.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.backups.list.pathFilter()),
    }),
  );
}
