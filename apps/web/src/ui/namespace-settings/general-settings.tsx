"use client";

import { useId, useState } from "react";
import type { Namespace } from "@understudy/domain";
import { ActionFailure } from "../action-failure.tsx";
import { Button } from "../button.tsx";
import { fieldClass, labelClass, SettingsCard } from "../settings-card.tsx";
import { useNamespaceChange } from "./use-settings.ts";

export function GeneralSettings({ namespace, mayChange }: { namespace: Namespace; mayChange: boolean }) {
  const [displayName, setDisplayName] = useState(namespace.displayName);
  const [description, setDescription] = useState(namespace.description);
  const [cors, setCors] = useState(namespace.isCorsEnabled);
  const change = useNamespaceChange("The settings are saved.");
  const ids = { displayName: useId(), description: useId() };
  const save = (): void => {
    if (!change.isPending) change.mutate({ namespace: namespace.name, change: { displayName, description, cors } });
  };
  return (
    <SettingsCard title="General" about={<>The name {namespace.name} is part of every address and never changes.</>}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div className="flex flex-col gap-1">
          <label htmlFor={ids.displayName} className={labelClass}>
            Display name
          </label>
          <input
            id={ids.displayName}
            value={displayName}
            maxLength={200}
            readOnly={!mayChange}
            onChange={(event) => setDisplayName(event.target.value)}
            className={fieldClass}
          />
        </div>
        <div className="flex flex-col gap-1">
          <label htmlFor={ids.description} className={labelClass}>
            Description
          </label>
          <textarea
            id={ids.description}
            value={description}
            rows={3}
            maxLength={5000}
            readOnly={!mayChange}
            onChange={(event) => setDescription(event.target.value)}
            className={`${fieldClass} h-auto py-2`}
          />
        </div>
        <CorsChoice isOn={cors} mayChange={mayChange} onChange={setCors} />
        {change.error !== null && <ActionFailure error={change.error} />}
        {mayChange && (
          <div>
            <Button type="submit" look="primary">
              {change.isPending ? "Saving…" : "Save"}
            </Button>
          </div>
        )}
      </form>
    </SettingsCard>
  );
}

function CorsChoice(props: { isOn: boolean; mayChange: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <label className="flex items-start gap-2 text-sm">
      <input
        type="checkbox"
        checked={props.isOn}
        disabled={!props.mayChange}
        onChange={(event) => props.onChange(event.target.checked)}
        className="mt-0.5 size-4 accent-accent"
      />
      <span>
        Pages of other origins may read the answers of its stubs <span className="text-ink-soft">(CORS)</span>
      </span>
    </label>
  );
}
