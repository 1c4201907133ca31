"use client";

import { Search } from "lucide-react";
import { useCallback, useRef } from "react";
import { useSingleKey, useSingleKeysEnabled } from "../shell/single-keys.ts";
import { useTypedFilter } from "../use-typed-filter.ts";

/** Searches while one types. `search` is what the address says; the box follows it when it changes from elsewhere. */
export function SearchBox({ search, onSearch }: { search: string; onSearch: (text: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useTypedFilter(search, onSearch);
  const hasKeys = useSingleKeysEnabled();
  useSingleKey(
    "/",
    useCallback(() => input.current?.focus(), []),
  );

  return (
    <search className="relative w-full max-w-sm min-w-40 grow sm:ml-auto sm:w-auto">
      <Search
        size={14}
        className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-faint"
        aria-hidden="true"
      />
      <input
        ref={input}
        type="search"
        value={text}
        onChange={(event) => setText(event.target.value)}
        aria-label="Search mocks"
        aria-keyshortcuts={hasKeys ? "/" : undefined}
        placeholder="Search id, route or tag"
        maxLength={200}
        className="h-8 w-full rounded-md border border-line-strong bg-surface pr-8 pl-8 text-sm placeholder:text-ink-faint"
      />
      {hasKeys && text === "" && (
        <kbd
          className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 rounded border border-line px-1.5 font-mono text-xs text-ink-faint"
          aria-hidden="true"
        >
          /
        </kbd>
      )}
    </search>
  );
}
