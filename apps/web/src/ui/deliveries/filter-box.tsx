"use client";

import { type Ref, useId } from "react";
import { useTypedFilter } from "../use-typed-filter.ts";

interface Props {
  label: string;
  placeholder: string;
  value: string;
  proposals: readonly string[];
  onChange: (text: string) => void;
  /** Key that leads here. */
  shortcut?: string | undefined;
  ref?: Ref<HTMLInputElement>;
}

/** A field that filters the list by one thing, with proposals. */
export function FilterBox({ label, placeholder, value, proposals, onChange, shortcut, ref }: Props) {
  const [text, setText] = useTypedFilter(value, onChange);
  const listId = useId();
  return (
    <span className="min-w-32 grow sm:max-w-52">
      <input
        ref={ref}
        type="search"
        list={listId}
        value={text}
        onChange={(event) => setText(event.target.value)}
        aria-label={label}
        aria-keyshortcuts={shortcut}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        className="h-8 w-full rounded-md border border-line-strong bg-surface px-2.5 text-sm placeholder:text-ink-faint"
      />
      <datalist id={listId}>
        {[...new Set(proposals)].map((proposal) => (
          <option key={proposal} value={proposal} />
        ))}
      </datalist>
    </span>
  );
}
