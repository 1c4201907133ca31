import { type ReactNode, useId } from "react";

/** A part of a page of settings: what it is about, and the controls. */
export function SettingsCard({ title, about, children }: { title: string; about: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="rounded-lg border border-line bg-surface p-4 sm:p-5">
      <h2 id={id} className="font-semibold">
        {title}
      </h2>
      <div className="mt-1 text-sm text-ink-soft">{about}</div>
      <div className="mt-4">{children}</div>
    </section>
  );
}

export const fieldClass =
  "h-9 w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-base text-ink read-only:bg-canvas read-only:text-ink-soft";
export const labelClass = "text-sm font-medium";
