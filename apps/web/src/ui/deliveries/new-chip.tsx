"use client";

import { ArrowUp } from "lucide-react";

/** How many rows came while somebody was at the list; pressing it shows them. */
export function NewChip({ count, what, onShow }: { count: number; what: string; onShow: () => void }) {
  return (
    <>
      {/* Said once, not with every further one. */}
      <span role="status" className="sr-only">
        {count > 0 ? `There are new ${what}.` : ""}
      </span>
      {count > 0 && (
        <button
          type="button"
          onClick={onShow}
          className="appear inline-flex h-6 items-center gap-1 rounded-full bg-accent-soft px-2.5 text-xs font-medium text-accent-strong tabular-nums transition-colors hover:bg-accent hover:text-accent-ink"
        >
          <ArrowUp size={12} aria-hidden="true" />
          {count} new
        </button>
      )}
    </>
  );
}
