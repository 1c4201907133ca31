"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "../../trpc/provider.tsx";
import { useAnnounce } from "../announcer.tsx";

/** Says what was done, and reads anew what depends on it: the overview, and the notice that a frame around pages has. */
export function useLicencesChanged(): (text: string) => Promise<void> {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const router = useRouter();
  return async (text) => {
    announce(text);
    await queryClient.invalidateQueries(trpc.licences.overview.pathFilter());
    router.refresh();
  };
}
