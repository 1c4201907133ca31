"use client";

import { useEffect, useSyncExternalStore } from "react";

/** Shortcuts of a single key can be switched off: speech input and shaky hands press them by accident (WCAG 2.1.4). */
const storageKey = "understudy.single-keys";
const changeEvent = "understudy:single-keys";

export function useSingleKeysEnabled(): boolean {
  return useSyncExternalStore(subscribe, isEnabled, () => true);
}

export function setSingleKeysEnabled(enabled: boolean): void {
  localStorage.setItem(storageKey, enabled ? "on" : "off");
  window.dispatchEvent(new Event(changeEvent));
}

/** Calls `onKey` when this key is pressed outside of a field, unless the user switched such shortcuts off. */
export function useSingleKey(key: string, onKey: () => void): void {
  const enabled = useSingleKeysEnabled();
  useEffect(() => {
    if (!enabled) return undefined;
    const handle = (event: KeyboardEvent): void => {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey || isTakenBy(event.target)) return;
      event.preventDefault();
      onKey();
    };
    window.addEventListener("keydown", handle);
    return () => window.removeEventListener("keydown", handle);
  }, [enabled, key, onKey]);
}

/** Fields take keys as text, menus for their own search, and a dialog is not the page. */
function isTakenBy(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest("input, textarea, select, dialog, [role=menu], [contenteditable]") !== null
  );
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener(changeEvent, onChange);
  return () => window.removeEventListener(changeEvent, onChange);
}

function isEnabled(): boolean {
  return localStorage.getItem(storageKey) !== "off";
}
