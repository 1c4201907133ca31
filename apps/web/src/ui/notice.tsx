import type { ReactNode } from "react";

/** A page or an area that has nothing else to show: what happened and what can be done. */
export function Notice({
  icon,
  title,
  children,
  requestId,
}: {
  icon?: ReactNode;
  title: string;
  children: ReactNode;
  /** Shown so that a user can name it when asking for help; empty: none is known. */
  requestId?: string | undefined;
}) {
  return (
    <div className="mx-auto flex max-w-lg flex-col items-center px-4 py-16 text-center">
      {icon}
      <h2 className="mt-3 text-lg font-semibold">{title}</h2>
      <div className="mt-1 flex flex-col items-center gap-4 text-ink-soft">{children}</div>
      {requestId && (
        <p className="mt-6 text-xs text-ink-faint">
          Request id <code className="font-mono break-all select-all">{requestId}</code>
        </p>
      )}
    </div>
  );
}
