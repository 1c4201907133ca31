"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useTRPC } from "../../trpc/provider.tsx";
import { ActionFailure } from "../action-failure.tsx";
import { Button } from "../button.tsx";
import { Dialog } from "../dialog.tsx";
import { ActionChoice } from "./action-choice.tsx";
import { NewTokenValue } from "./new-token-value.tsx";
import { readTokenForm } from "./read-token-form.ts";
import { EndField, LimitFields, NameField, NamespaceField } from "./token-fields.tsx";

/** Asks what a token shall be, makes it, and shows its value this once. */
export function NewTokenDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const creation = useMutation(
    trpc.tokens.create.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.tokens.list.pathFilter()),
    }),
  );

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (creation.isPending) return;
    const read = readTokenForm(new FormData(event.currentTarget), new Date());
    setProblem("problem" in read ? read.problem : null);
    if ("input" in read) creation.mutate(read.input);
  };

  if (creation.data !== undefined) {
    return (
      <Dialog title={`${creation.data.row.name} is made`} onClose={onClose}>
        <NewTokenValue token={creation.data.token} onDone={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog title="New API token" onClose={onClose}>
      <form onSubmit={submit} className="mt-4 flex flex-col gap-4">
        <NameField />
        <NamespaceField />
        <ActionChoice />
        <EndField />
        <LimitFields />
        {problem !== null && (
          <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-sm">
            {problem}
          </p>
        )}
        {creation.error !== null && <ActionFailure error={creation.error} />}
        <div className="mt-1 flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" aria-disabled={creation.isPending}>
            {creation.isPending ? "Making…" : "Make token"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
