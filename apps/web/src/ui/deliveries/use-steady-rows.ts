"use client";

import { useState } from "react";
import { countHeld, holdRows } from "./steady-rows.ts";

/**
 * Rows that do not move while somebody points at one. `list` names what is listed: another list is shown at once.
 * `release` shows what was held back.
 */
export function useSteadyRows<R extends { id: string }>(
  fresh: readonly R[],
  { list, isHeld }: { list: string; isHeld: boolean },
): { rows: readonly R[]; heldCount: number; release: () => void } {
  const [seen, setSeen] = useState(fresh);
  const [shown, setShown] = useState({ list, rows: fresh });
  if (fresh !== seen) {
    setSeen(fresh);
    setShown({ list, rows: isHeld && list === shown.list ? holdRows(shown.rows, fresh) : fresh });
  }
  return {
    rows: shown.rows,
    heldCount: countHeld(shown.rows, fresh),
    release: () => setShown({ list, rows: fresh }),
  };
}
