"use client";

import type { ReactNode } from "react";
import { useId } from "react";
import { ActionFailure } from "../action-failure.tsx";
import { Button } from "../button.tsx";
import { fieldClass, labelClass } from "../settings-card.tsx";

/** A whole number that somebody may set. */
export interface NumberField {
  name: string;
  label: string;
  value: number | null;
  min: number;
  max: number;
  /** What an empty field means; absent: it must not be empty. */
  whenEmpty?: string;
}

/** A form of whole numbers. `onSave` is given them by name; null: the field was left empty. */
export function NumberForm(props: {
  fields: readonly NumberField[];
  mayChange: boolean;
  saving: { isPending: boolean; error: unknown };
  onSave: (values: ReadonlyMap<string, number | null>) => void;
  /** Why the reader may not change them. */
  note?: ReactNode;
}) {
  const { fields, mayChange, saving } = props;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (saving.isPending) return;
        const data = new FormData(event.currentTarget);
        props.onSave(new Map(fields.map(({ name }) => [name, readNumber(data.get(name))])));
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        {fields.map((field) => (
          // Anew when what is stored has changed.
          <NumberInput key={`${field.name} ${field.value}`} field={field} mayChange={mayChange} />
        ))}
      </div>
      {saving.error !== null && <ActionFailure error={saving.error} />}
      {mayChange ? (
        <Button type="submit" look="primary" className="mt-4">
          {saving.isPending ? "Saving…" : "Save"}
        </Button>
      ) : (
        props.note !== undefined && <p className="mt-3 text-sm text-ink-soft">{props.note}</p>
      )}
    </form>
  );
}

function NumberInput({ field, mayChange }: { field: NumberField; mayChange: boolean }) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className={labelClass}>
        {field.label}
      </label>
      <input
        id={id}
        name={field.name}
        type="number"
        inputMode="numeric"
        step={1}
        min={field.min}
        max={field.max}
        required={field.whenEmpty === undefined}
        placeholder={field.whenEmpty}
        defaultValue={field.value ?? ""}
        readOnly={!mayChange}
        className={fieldClass}
      />
    </div>
  );
}

function readNumber(text: FormDataEntryValue | null): number | null {
  return typeof text === "string" && text !== "" ? Number(text) : null;
}
