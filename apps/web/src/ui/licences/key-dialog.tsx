"use client";

import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTRPC } from "../../trpc/provider.tsx";
import { ActionFailure } from "../action-failure.tsx";
import { Button } from "../button.tsx";
import { Dialog } from "../dialog.tsx";
import { fieldClass, labelClass } from "../settings-card.tsx";
import { useLicencesChanged } from "./use-licences-changed.ts";

/** Takes a pasted key: of a new licence, or (with `id`) a newer one of that licence. */
export function KeyDialog({ title, id, onClose }: { title: string; id?: string; onClose: () => void }) {
  const [key, setKey] = useState("");
  const ids = { key: useId(), help: useId() };
  const trpc = useTRPC();
  const changed = useLicencesChanged();
  const onSuccess = async (): Promise<void> => {
    onClose();
    await changed("The license is active.");
  };
  const activation = useMutation(trpc.licences.activate.mutationOptions({ onSuccess }));
  const change = useMutation(trpc.licences.change.mutationOptions({ onSuccess }));
  const { isPending, error } = id === undefined ? activation : change;

  const submit = (): void => {
    if (key.trim() === "" || isPending) return;
    if (id === undefined) activation.mutate({ key });
    else change.mutate({ id, change: { key } });
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="mt-3 flex flex-col gap-1"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <label htmlFor={ids.key} className={labelClass}>
          License key
        </label>
        <textarea
          id={ids.key}
          value={key}
          rows={5}
          required
          autoFocus
          autoComplete="off"
          spellCheck={false}
          aria-describedby={ids.help}
          aria-invalid={error !== null}
          onChange={(event) => setKey(event.target.value)}
          className={`${fieldClass} h-auto py-2 font-mono text-sm break-all aria-invalid:border-danger`}
        />
        <p id={ids.help} className="text-sm text-ink-soft">
          It begins with understudy-license.v1. Blanks and line breaks don’t matter.
        </p>
        {error !== null && <ActionFailure error={error} />}
        <div className="mt-4 flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" aria-disabled={isPending}>
            {isPending ? "Activating…" : "Activate"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
