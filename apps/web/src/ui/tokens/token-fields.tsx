"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";
import { useTRPC } from "../../trpc/provider.tsx";
import { endChoices, limitPeriods } from "./read-token-form.ts";

const controlClass = "h-9 w-full rounded-md border border-line-strong bg-surface px-2.5 text-base text-ink";

export function NameField() {
  return (
    <Field label="Name">
      {(id) => (
        <input
          id={id}
          name="name"
          required
          maxLength={100}
          autoComplete="off"
          placeholder="What uses it, such as ci"
          className={controlClass}
        />
      )}
    </Field>
  );
}

export function NamespaceField() {
  const trpc = useTRPC();
  const { data: namespaces = [] } = useQuery(trpc.namespaces.list.queryOptions());
  return (
    <Field label="Reaches">
      {(id) => (
        <select id={id} name="namespace" className={controlClass}>
          <option value="">All namespaces that you see</option>
          {namespaces.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function EndField() {
  return (
    <Field label="Ends">
      {(id) => (
        <select id={id} name="days" defaultValue="90" className={controlClass}>
          {endChoices.map(({ days, text }) => (
            <option key={text} value={days ?? ""}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Most calls in each period; empty: no limit. */
export function LimitFields() {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">Most calls, if there shall be a limit</legend>
      <div className="grid grid-cols-3 gap-2">
        {limitPeriods.map(({ period, text }) => (
          <input
            key={period}
            name={period}
            type="number"
            min={1}
            max={1_000_000_000}
            step={1}
            aria-label={`Most calls ${text}`}
            placeholder={text}
            className={controlClass}
          />
        ))}
      </div>
    </fieldset>
  );
}

function Field({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children(id)}
    </div>
  );
}
