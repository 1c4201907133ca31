"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { EventWebhookView } from "@understudy/management";
import { useTRPC } from "../../trpc/provider.tsx";
import { useAnnounce } from "../announcer.tsx";

/** Says that something is done, and reads the webhooks anew. */
export function useAfterWebhookChange(): (done: string) => Promise<void> {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  return async (done) => {
    announce(done);
    await queryClient.invalidateQueries(trpc.eventWebhooks.list.pathFilter());
  };
}

/** What can be done with an event webhook beside editing it. */
export function useWebhookActions({ namespace: scope, id }: EventWebhookView, onGone: () => void) {
  const trpc = useTRPC();
  const after = useAfterWebhookChange();
  const enabling = useMutation(
    trpc.eventWebhooks.setEnabled.mutationOptions({
      onSuccess: ({ enabled }) => after(enabled ? "The webhook is enabled." : "The webhook is disabled."),
    }),
  );
  const testing = useMutation(
    trpc.eventWebhooks.test.mutationOptions({ onSuccess: () => after("The test event is on its way.") }),
  );
  const deletion = useMutation(
    trpc.eventWebhooks.delete.mutationOptions({
      onSuccess: async () => {
        onGone();
        await after("The webhook is deleted.");
      },
    }),
  );
  return {
    isBusy: enabling.isPending || testing.isPending,
    error: enabling.error ?? testing.error,
    setEnabled: (enabled: boolean) => enabling.mutate({ scope, id, enabled }),
    test: () => testing.mutate({ scope, id }),
    deletion,
    remove: () => deletion.mutate({ scope, id }),
  };
}
