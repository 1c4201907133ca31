"use client";

import { useMutation } from "@tanstack/react-query";
import type { DeliveryDetail } from "../../trpc/delivery-shapes.ts";
import { useTRPC } from "../../trpc/provider.tsx";
import { Button } from "../button.tsx";
import { Dialog } from "../dialog.tsx";
import { ActionFailure } from "../action-failure.tsx";

/** Cancels a delivery once the user has confirmed that it is this one. */
export function CancelDialog(props: { delivery: DeliveryDetail; onClose: () => void; onDone: () => Promise<void> }) {
  const { delivery, onClose, onDone } = props;
  const trpc = useTRPC();
  const cancellation = useMutation(
    trpc.deliveries.cancel.mutationOptions({
      onSuccess: async () => {
        onClose();
        await onDone();
      },
    }),
  );
  return (
    <Dialog title="Cancel this delivery?" isAlert onClose={onClose}>
      <p className="mt-2 text-ink-soft">
        <strong className="font-medium break-all text-ink">{delivery.destination ?? delivery.id}</strong> gets no
        further attempt. One that is under way now is not stopped, and may still arrive.
      </p>
      {cancellation.error !== null && <ActionFailure error={cancellation.error} />}
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onClose}>Keep it</Button>
        <Button
          look="danger"
          aria-disabled={cancellation.isPending}
          onClick={() => cancellation.isPending || cancellation.mutate({ id: delivery.id })}
        >
          {cancellation.isPending ? "Cancelling…" : "Cancel the delivery"}
        </Button>
      </div>
    </Dialog>
  );
}
