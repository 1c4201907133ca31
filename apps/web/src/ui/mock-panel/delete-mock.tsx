"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "../../trpc/provider.tsx";
import { ActionFailure } from "../action-failure.tsx";
import { useAnnounce } from "../announcer.tsx";
import { Button, IconButton } from "../button.tsx";
import { Dialog } from "../dialog.tsx";

/** Deletes a mock once the user has confirmed that it is this one. */
export function DeleteMock({ namespace, id, onDeleted }: { namespace: string; id: string; onDeleted: () => void }) {
  const [isAsking, setAsking] = useState(false);
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const deletion = useMutation(
    trpc.mocks.delete.mutationOptions({
      onSuccess: async () => {
        announce(`Deleted ${id}.`);
        onDeleted();
        await queryClient.invalidateQueries(trpc.mocks.list.pathFilter());
      },
    }),
  );
  const close = (): void => {
    setAsking(false);
    deletion.reset();
  };

  return (
    <div>
      <IconButton
        label="Delete this mock"
        onClick={() => setAsking(true)}
        className="hover:bg-danger-soft hover:text-danger"
      >
        <Trash2 size={16} aria-hidden="true" />
      </IconButton>
      {isAsking && (
        <Dialog title={`Delete ${id}?`} isAlert onClose={close}>
          <p className="mt-2 text-ink-soft">
            The mock <strong className="font-medium break-all text-ink">{id}</strong> of the namespace {namespace} stops
            answering at once.
          </p>
          {deletion.error !== null && <ActionFailure error={deletion.error} />}
          <div className="mt-5 flex justify-end gap-2">
            <Button onClick={close}>Cancel</Button>
            <Button
              look="danger"
              aria-disabled={deletion.isPending}
              onClick={() => deletion.isPending || deletion.mutate({ namespace, id })}
            >
              {deletion.isPending ? "Deleting…" : "Delete"}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}
