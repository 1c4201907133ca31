"use client";

import { useMutation } from "@tanstack/react-query";
import type { NamespaceRole } from "@understudy/domain";
import { useId, useState } from "react";
import { useTRPC } from "../../trpc/provider.tsx";
import { ActionFailure } from "../action-failure.tsx";
import { Button } from "../button.tsx";
import { fieldClass, labelClass } from "../settings-card.tsx";
import { RoleChoice } from "./role-choice.tsx";
import { useAfterChange } from "./use-settings.ts";

/** Makes a user a member, by the name they sign in with. */
export function AddMember({ namespace }: { namespace: string }) {
  const [username, setUsername] = useState("");
  const [role, setRole] = useState<NamespaceRole>("editor");
  const id = useId();
  const trpc = useTRPC();
  const afterChange = useAfterChange();
  const add = useMutation(
    trpc.namespaceSettings.addMember.mutationOptions({
      onSuccess: async ({ login }) => {
        setUsername("");
        await afterChange(`${login} is ${role} now.`);
      },
    }),
  );
  return (
    <form
      className="mt-4 border-t border-line pt-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (username.trim() !== "" && !add.isPending) {
          add.mutate({ namespace, member: { username: username.trim(), role } });
        }
      }}
    >
      <label htmlFor={id} className={labelClass}>
        Login of a user
      </label>
      <div className="mt-1 flex flex-wrap items-center gap-2">
        <div className="min-w-40 grow">
          <input
            id={id}
            value={username}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setUsername(event.target.value)}
            className={fieldClass}
          />
        </div>
        <RoleChoice label="Role of the new member" role={role} onChoose={setRole} />
        <Button type="submit">{add.isPending ? "Adding…" : "Add member"}</Button>
      </div>
      {add.error !== null && <ActionFailure error={add.error} />}
    </form>
  );
}
