"use client";

import { useEffect, useState } from "react";

/** Pause in typing after which the filter acts. */
const debounceMs = 200;

/**
 * The text of a filter while somebody types it. `value` is what the address says; the text follows it when it changes
 * from elsewhere. `onChange` hears of it once the typing pauses.
 */
export function useTypedFilter(
  value: string,
  onChange: (text: string) => void,
): [text: string, setText: (text: string) => void] {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  const [sent, setSent] = useState(value);

  // Not what we sent: the back button, or "clear the search".
  if (value !== seen) {
    setSeen(value);
    if (value !== sent) {
      setSent(value);
      setText(value);
    }
  }

  useEffect(() => {
    if (text === sent) return undefined;
    const timer = setTimeout(() => {
      setSent(text);
      onChange(text);
    }, debounceMs);
    return () => clearTimeout(timer);
  }, [text, sent, onChange]);

  return [text, setText];
}
