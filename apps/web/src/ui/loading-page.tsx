import type { ReactNode } from "react";

/** A page whose data are on their way; `children` stands where they will be. */
export function LoadingPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="px-4 py-4 sm:px-6" aria-busy="true">
      <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
      <p role="status" className="sr-only">
        Loading
      </p>
      <div className="mt-4">{children}</div>
    </main>
  );
}
