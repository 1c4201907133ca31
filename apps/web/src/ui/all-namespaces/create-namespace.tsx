"use client";

import { useMutation } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useId, useState } from "react";
import { useTRPC } from "../../trpc/provider.tsx";
import { ActionFailure } from "../action-failure.tsx";
import { Button } from "../button.tsx";
import { Dialog } from "../dialog.tsx";
import { fieldClass, labelClass } from "../settings-card.tsx";
import { useNamespacesChanged } from "./namespace-row.tsx";

export function CreateNamespace() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="primary" onClick={() => setOpen(true)}>
        <Plus size={16} aria-hidden="true" />
        New namespace
      </Button>
      {isOpen && <CreateDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function CreateDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState("");
  const ids = { name: useId(), help: useId() };
  const trpc = useTRPC();
  const done = useNamespacesChanged();
  const create = useMutation(
    trpc.allNamespaces.create.mutationOptions({
      onSuccess: async () => {
        onClose();
        await done(`Made ${name}.`);
      },
    }),
  );
  return (
    <Dialog title="New namespace" onClose={onClose}>
      <form
        className="mt-3 flex flex-col gap-1"
        onSubmit={(event) => {
          event.preventDefault();
          if (name !== "" && !create.isPending) create.mutate({ namespace: name });
        }}
      >
        <label htmlFor={ids.name} className={labelClass}>
          Name
        </label>
        <input
          id={ids.name}
          value={name}
          maxLength={63}
          autoComplete="off"
          spellCheck={false}
          aria-describedby={ids.help}
          onChange={(event) => setName(event.target.value)}
          className={fieldClass}
        />
        <p id={ids.help} className="text-sm text-ink-soft">
          It is part of every address and never changes: a–z, 0–9, dot, underscore and hyphen.
        </p>
        {create.error !== null && <ActionFailure error={create.error} />}
        <div className="mt-4 flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary">
            {create.isPending ? "Making…" : "Make namespace"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
