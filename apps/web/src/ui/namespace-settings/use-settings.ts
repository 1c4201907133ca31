"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/provider.tsx";
import { useAnnounce } from "../announcer.tsx";

/** What pages of settings do after a change: say that it is done, and read them anew. */
export function useAfterChange(): (done: string) => Promise<void> {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  return async (done) => {
    announce(done);
    await queryClient.invalidateQueries(trpc.namespaceSettings.get.pathFilter());
  };
}

/** Changes the namespace itself. */
export function useNamespaceChange(done: string) {
  const trpc = useTRPC();
  const afterChange = useAfterChange();
  return useMutation(trpc.namespaceSettings.change.mutationOptions({ onSuccess: () => afterChange(done) }));
}
