"use client";

import { ChevronDown } from "lucide-react";
import { Button } from "./button.tsx";
import { useHydrated } from "./sign-in/use-hydrated.ts";

/** Below a list: how much of it is shown, and the way to the rest. */
export function LoadMore(props: {
  /** How much is shown, in words. */
  text: string;
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
}) {
  const { text, list } = props;
  const isReady = useHydrated();
  return (
    <div className="mt-3 flex min-h-8 items-center justify-between gap-4 text-sm text-ink-soft">
      <p role="status" className="tabular-nums">
        {text}
      </p>
      {list.hasNextPage && (
        <Button
          disabled={!isReady}
          aria-disabled={list.isFetchingNextPage}
          onClick={() => list.isFetchingNextPage || void list.fetchNextPage()}
        >
          <ChevronDown size={14} aria-hidden="true" />
          {list.isFetchingNextPage ? "Loading…" : "Load more"}
        </Button>
      )}
    </div>
  );
}
