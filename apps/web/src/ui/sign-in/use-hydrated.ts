"use client";

import { useSyncExternalStore } from "react";

/** Whether the script runs. Before that, a form would be sent without NextAuth's CSRF token, and be refused. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
}
