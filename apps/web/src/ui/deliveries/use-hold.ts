"use client";

import { useState, useSyncExternalStore } from "react";

/** Further down than this, a row that is put in above would move what is read. */
const scrolledPx = 80;

/** Whether somebody is at the list: points at it, is in it with the keyboard, or has scrolled down. `handlers` go on the list. */
export function useHold() {
  const [hasPointer, setPointer] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  const isScrolled = useSyncExternalStore(subscribeToScrolling, isScrolledDown, () => false);
  return {
    isHeld: hasPointer || hasFocus || isScrolled,
    handlers: {
      onPointerEnter: () => setPointer(true),
      onPointerLeave: () => setPointer(false),
      onFocus: () => setFocus(true),
      onBlur: () => setFocus(false),
    },
  };
}

function subscribeToScrolling(onChange: () => void): () => void {
  window.addEventListener("scroll", onChange, { passive: true });
  return () => window.removeEventListener("scroll", onChange);
}

function isScrolledDown(): boolean {
  return window.scrollY > scrolledPx;
}
