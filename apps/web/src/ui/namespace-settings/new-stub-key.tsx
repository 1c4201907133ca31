"use client";

import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTRPC } from "../../trpc/provider.tsx";
import { ActionFailure } from "../action-failure.tsx";
import { Button } from "../button.tsx";
import { CommandLine } from "../command-line.tsx";
import { fieldClass, labelClass } from "../settings-card.tsx";
import { useAfterChange } from "./use-settings.ts";

/** Makes a stub key and shows its value, until the next one is made or the page is left. */
export function NewStubKey({ namespace }: { namespace: string }) {
  const [name, setName] = useState("");
  const id = useId();
  const trpc = useTRPC();
  const afterChange = useAfterChange();
  const create = useMutation(
    trpc.namespaceSettings.createStubKey.mutationOptions({
      onSuccess: async () => {
        setName("");
        await afterChange("The key is made.");
      },
    }),
  );
  return (
    <form
      className="mt-4 border-t border-line pt-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "" && !create.isPending) create.mutate({ namespace, name });
      }}
    >
      <label htmlFor={id} className={labelClass}>
        Name of a new key
      </label>
      <div className="mt-1 flex flex-wrap items-center gap-2">
        <div className="min-w-40 grow">
          <input
            id={id}
            value={name}
            maxLength={100}
            autoComplete="off"
            placeholder="Who will use it"
            onChange={(event) => setName(event.target.value)}
            className={fieldClass}
          />
        </div>
        <Button type="submit">{create.isPending ? "Making…" : "Make key"}</Button>
      </div>
      {create.error !== null && <ActionFailure error={create.error} />}
      {create.data !== undefined && (
        <div className="mt-3">
          <p className="mb-1 text-sm text-ink-soft">
            The key {create.data.name} is shown this once. Copy it now: it is stored as a hash only.
          </p>
          <CommandLine command={create.data.key} label="Copy" what="The stub key" />
        </div>
      )}
    </form>
  );
}
