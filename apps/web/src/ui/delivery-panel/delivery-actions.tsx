"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ban, RotateCw } from "lucide-react";
import { useState } from "react";
import type { DeliveryDetail } from "../../trpc/delivery-shapes.ts";
import { useTRPC } from "../../trpc/provider.tsx";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../button.tsx";
import { isFinal } from "../deliveries/describe-delivery.ts";
import { ActionFailure } from "../action-failure.tsx";
import { CancelDialog } from "./cancel-dialog.tsx";

const impossibleClass =
  "aria-disabled:cursor-default aria-disabled:text-ink-faint aria-disabled:hover:border-line aria-disabled:hover:bg-surface";

/** What can be done with a delivery. Both buttons stay, so that the focus is not lost when its state changes. */
export function DeliveryActions({ delivery }: { delivery: DeliveryDetail }) {
  const [isAsking, setAsking] = useState(false);
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const refresh = (): Promise<void> => queryClient.invalidateQueries(trpc.deliveries.pathFilter());
  const again = useMutation(
    trpc.deliveries.redeliver.mutationOptions({
      onMutate: () => announce("It is sent once more."),
      onSettled: refresh,
    }),
  );
  const isEnded = isFinal(delivery.state);
  const canRedeliver = isEnded && delivery.state !== "skipped" && delivery.message !== null && !again.isPending;
  return (
    <div>
      <div className="flex flex-wrap gap-2">
        <Button
          aria-disabled={!canRedeliver}
          onClick={() => canRedeliver && again.mutate({ id: delivery.id })}
          title={explainRedeliver(delivery)}
          className={impossibleClass}
        >
          <RotateCw size={14} aria-hidden="true" />
          Redeliver
        </Button>
        <Button
          aria-disabled={isEnded}
          onClick={() => !isEnded && setAsking(true)}
          title={isEnded ? "It is finished: there is nothing to cancel" : "Makes no further attempt"}
          className={impossibleClass}
        >
          <Ban size={14} aria-hidden="true" />
          Cancel
        </Button>
      </div>
      {again.error !== null && <ActionFailure error={again.error} />}
      {isAsking && <CancelDialog delivery={delivery} onClose={() => setAsking(false)} onDone={refresh} />}
    </div>
  );
}

function explainRedeliver({ state, message }: DeliveryDetail): string {
  if (!isFinal(state)) return "It is not finished yet";
  if (message === null) return "Nothing was rendered, so there is nothing to send";
  if (state === "skipped") return "It was skipped: it is not to be sent";
  return "Sends the same message again, with all its attempts";
}
