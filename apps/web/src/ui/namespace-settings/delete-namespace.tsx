"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { defaultNamespace } from "@understudy/domain";
import { useTRPC } from "../../trpc/provider.tsx";
import { Button } from "../button.tsx";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import { SettingsCard } from "../settings-card.tsx";

export function DeleteNamespace({ namespace }: { namespace: string }) {
  const [isAsking, setAsking] = useState(false);
  const trpc = useTRPC();
  const deletion = useMutation(
    trpc.namespaceSettings.delete.mutationOptions({
      // A full load: what is known of the namespace, in the switcher too, is not true any more.
      onSuccess: () => window.location.assign("/ui"),
    }),
  );
  if (namespace === defaultNamespace) {
    return (
      <SettingsCard title="Delete" about="This namespace can't be deleted: calls that name none are meant for it.">
        {null}
      </SettingsCard>
    );
  }
  return (
    <SettingsCard
      title="Delete"
      about="An admin can restore it with everything in it, until it is purged from the trash."
    >
      <Button onClick={() => setAsking(true)} className="text-danger">
        Delete this namespace
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={`Delete ${namespace}?`}
          action={{ text: "Delete", pendingText: "Deleting…" }}
          phrase={namespace}
          isPending={deletion.isPending || deletion.isSuccess}
          error={deletion.error}
          onConfirm={() => deletion.mutate({ namespace })}
          onClose={() => {
            setAsking(false);
            deletion.reset();
          }}
        >
          <p>
            Its stubs stop answering at once, its deliveries are held, and its tokens and members can do nothing here.
          </p>
        </ConfirmDialog>
      )}
    </SettingsCard>
  );
}
