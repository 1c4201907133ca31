import type { KeyboardEvent } from "react";

/** Arrows, J and K go from a row's link (`data-row`) to the next one's; Enter follows it, as links do. */
export function moveBetweenRows(event: KeyboardEvent<HTMLElement>, hasSingleKeys: boolean): void {
  const step = stepOf(event.key, hasSingleKeys);
  if (step === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>("a[data-row]")];
  const current = links.findIndex((link) => link === document.activeElement);
  event.preventDefault();
  links[Math.min(Math.max(current + step, 0), links.length - 1)]?.focus();
}

function stepOf(key: string, hasSingleKeys: boolean): -1 | 0 | 1 {
  if (key === "ArrowDown" || (hasSingleKeys && key === "j")) return 1;
  if (key === "ArrowUp" || (hasSingleKeys && key === "k")) return -1;
  return 0;
}
