"use client";

import { useMutation } from "@tanstack/react-query";
import type { CleanupForm } from "@understudy/domain";
import { useId, useState } from "react";
import { useTRPC } from "../../trpc/provider.tsx";
import { ActionFailure } from "../action-failure.tsx";
import { Button } from "../button.tsx";
import { fieldClass, labelClass, SettingsCard } from "../settings-card.tsx";
import { ScheduleField } from "./schedule-field.tsx";
import { useAfterChange } from "./use-settings.ts";

const numbers = [
  { name: "mocksDays", label: "Deleted and expired mocks, days" },
  { name: "unusedMocksDays", label: "Mocks that nobody called or saved, days" },
  { name: "logsDays", label: "Request log, days" },
  { name: "undefinedRequestsDays", label: "Calls that nothing matched, days" },
] as const satisfies { name: keyof CleanupForm; label: string }[];

/** What a namespace cleans up by itself. */
export function CleanupSettings(props: { namespace: string; stored: CleanupForm; mayChange: boolean }) {
  const { namespace, mayChange } = props;
  const [form, setForm] = useState(props.stored);
  const trpc = useTRPC();
  const afterChange = useAfterChange();
  const save = useMutation(
    trpc.namespaceSettings.changeCleanup.mutationOptions({
      onSuccess: () => afterChange("The cleanup policy is saved."),
    }),
  );
  return (
    <SettingsCard title="Cleanup" about="What a policy deletes is in the trash first. An empty field means never.">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!save.isPending) save.mutate({ namespace, form });
        }}
      >
        <CleanupFields
          form={form}
          mayChange={mayChange}
          onChange={(change) => setForm((before) => ({ ...before, ...change }))}
        />
        {save.error !== null && <ActionFailure error={save.error} />}
        {mayChange && (
          <Button type="submit" look="primary" className="self-start">
            {save.isPending ? "Saving…" : "Save cleanup"}
          </Button>
        )}
      </form>
    </SettingsCard>
  );
}

/** What the policy says, apart from how it is saved. A change names only what differs. */
function CleanupFields(props: {
  form: CleanupForm;
  mayChange: boolean;
  onChange: (change: Partial<CleanupForm>) => void;
}) {
  const { form, mayChange, onChange } = props;
  return (
    <>
      <Switch
        label="Clean up by itself"
        isOn={form.isEnabled}
        mayChange={mayChange}
        onChange={(isEnabled) => onChange({ isEnabled })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        {numbers.map(({ name, label }) => (
          <DaysField
            key={name}
            label={label}
            days={form[name]}
            mayChange={mayChange}
            onChange={(days) => onChange({ [name]: days })}
          />
        ))}
      </div>
      <Switch
        label="Purge deleted mocks after their days"
        isOn={form.isPurgingDeleted}
        mayChange={mayChange}
        onChange={(isPurgingDeleted) => onChange({ isPurgingDeleted })}
      />
      <Switch
        label="Delete expired mocks after their days"
        isOn={form.isDeletingExpired}
        mayChange={mayChange}
        onChange={(isDeletingExpired) => onChange({ isDeletingExpired })}
      />
      <ScheduleField
        schedule={form.schedule}
        whenEmpty="Every hour, with all namespaces that have no schedule of their own."
        mayChange={mayChange}
        onChange={(schedule) => onChange({ schedule })}
      />
    </>
  );
}

function Switch(props: { label: string; isOn: boolean; mayChange: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <label className="flex items-start gap-2 text-sm">
      <input
        type="checkbox"
        checked={props.isOn}
        disabled={!props.mayChange}
        onChange={(event) => props.onChange(event.target.checked)}
        className="mt-0.5 size-4 accent-accent"
      />
      {props.label}
    </label>
  );
}

function DaysField(props: { label: string; days: number; mayChange: boolean; onChange: (days: number) => void }) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className={labelClass}>
        {props.label}
      </label>
      <input
        id={id}
        type="number"
        inputMode="numeric"
        min={0}
        max={36_500}
        step={1}
        placeholder="never"
        value={props.days === 0 ? "" : props.days}
        readOnly={!props.mayChange}
        onChange={(event) => props.onChange(event.target.value === "" ? 0 : Number(event.target.value))}
        className={fieldClass}
      />
    </div>
  );
}
