"use client";

import { type RefObject, useCallback, useEffect, useRef } from "react";

/**
 * Where the focus goes when a panel closes: to the row that opened it (`data-row`), or to the heading of the list when
 * the row is gone. `forget` says that it is going, because what it shows was deleted.
 */
export function useFocusAfterPanel(open: string | null): {
  heading: RefObject<HTMLHeadingElement | null>;
  forget: (id: string) => void;
} {
  const heading = useRef<HTMLHeadingElement>(null);
  const lastOpen = useRef(open);
  const forgotten = useRef<string | null>(null);

  useEffect(() => {
    const left = lastOpen.current;
    lastOpen.current = open;
    if (left === null || open !== null) return;
    const row = left === forgotten.current ? null : findRowLink(left);
    (row ?? heading.current)?.focus();
  }, [open]);

  const forget = useCallback((id: string) => {
    forgotten.current = id;
  }, []);
  return { heading, forget };
}

function findRowLink(id: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`a[data-row="${CSS.escape(id)}"]`);
}
