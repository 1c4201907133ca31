"use client";

import { useMutation } from "@tanstack/react-query";
import type { StubAccess, StubKey } from "@understudy/domain";
import { useTRPC } from "../../trpc/provider.tsx";
import { ActionFailure } from "../action-failure.tsx";
import { Button } from "../button.tsx";
import { SettingsCard } from "../settings-card.tsx";
import { NewStubKey } from "./new-stub-key.tsx";
import { useAfterChange, useNamespaceChange } from "./use-settings.ts";

const choices: readonly { value: StubAccess; text: string; more: string }[] = [
  { value: "open", text: "Everybody", more: "Stubs answer whoever reaches this installation." },
  { value: "key", text: "Who has a stub key", more: "Any other call is answered as if there were no such namespace." },
];

export function StubAccessSettings(props: {
  namespace: string;
  access: StubAccess;
  keys: readonly StubKey[];
  mayChange: boolean;
}) {
  const { namespace, access, keys, mayChange } = props;
  const change = useNamespaceChange("Who may call the stubs is changed.");
  // Until the resolvers have heard of it, the choice is shown all the same.
  const chosen = change.isPending ? change.variables.change.stubAccess : access;
  const about = (
    <>
      A key goes with a call in the header <code className="font-mono">Understudy-Stub-Key</code>.
    </>
  );
  return (
    <SettingsCard title="Who may call the stubs" about={about}>
      <fieldset className="flex flex-col gap-2">
        <legend className="sr-only">Who may call the stubs</legend>
        {choices.map(({ value, text, more }) => (
          <label key={value} className="flex items-start gap-2 text-sm">
            <input
              type="radio"
              name="stub-access"
              checked={chosen === value}
              disabled={!mayChange}
              onChange={() => change.isPending || change.mutate({ namespace, change: { stubAccess: value } })}
              className="mt-0.5 size-4 accent-accent"
            />
            <span>
              <span className="font-medium">{text}</span>
              <span className="block text-ink-soft">{more}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {change.error !== null && <ActionFailure error={change.error} />}
      {access === "key" && keys.length === 0 && (
        <p className="mt-3 rounded-md bg-danger-soft px-3 py-2 text-sm">
          Nobody can call the stubs: there is no key yet.
        </p>
      )}
      <Keys namespace={namespace} keys={keys} mayChange={mayChange} />
      {mayChange && <NewStubKey namespace={namespace} />}
    </SettingsCard>
  );
}

function Keys({ namespace, keys, mayChange }: { namespace: string; keys: readonly StubKey[]; mayChange: boolean }) {
  const trpc = useTRPC();
  const afterChange = useAfterChange();
  const revoke = useMutation(
    trpc.namespaceSettings.revokeStubKey.mutationOptions({ onSuccess: () => afterChange("The key is revoked.") }),
  );
  return (
    <>
      <ul className="mt-4 flex flex-col divide-y divide-line">
        {keys.map(({ id, name, createdBy }) => (
          <li key={id} className="flex items-center gap-3 py-1.5">
            <span className="min-w-0 grow truncate">
              {name} <span className="text-sm text-ink-soft">by {createdBy}</span>
            </span>
            {mayChange && (
              <Button
                aria-label={`Revoke ${name}`}
                onClick={() => revoke.isPending || revoke.mutate({ namespace, id })}
              >
                Revoke
              </Button>
            )}
          </li>
        ))}
      </ul>
      {revoke.error !== null && <ActionFailure error={revoke.error} />}
    </>
  );
}
