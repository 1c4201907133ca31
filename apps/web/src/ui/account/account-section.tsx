import type { ReactNode } from "react";

/** A titled part of an account's page. */
export function AccountSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-2 text-lg font-semibold">{title}</h2>
      {children}
    </section>
  );
}
