"use client";

import { type RefObject, useCallback, useEffect, useRef } from "react";

/**
 * Where the focus goes when the panel of a mock closes: to the row that opened it, or to the heading of the list when
 * the row is gone. `forget` says that it is going, because the mock was deleted.
 */
export function useFocusAfterPanel(mock: string | null): {
  heading: RefObject<HTMLHeadingElement | null>;
  forget: (id: string) => void;
} {
  const heading = useRef<HTMLHeadingElement>(null);
  const lastOpen = useRef(mock);
  const forgotten = useRef<string | null>(null);

  useEffect(() => {
    const left = lastOpen.current;
    lastOpen.current = mock;
    if (left === null || mock !== null) return;
    const row = left === forgotten.current ? null : findRowLink(left);
    (row ?? heading.current)?.focus();
  }, [mock]);

  const forget = useCallback((id: string) => {
    forgotten.current = id;
  }, []);
  return { heading, forget };
}

function findRowLink(id: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`a[data-mock="${CSS.escape(id)}"]`);
}
