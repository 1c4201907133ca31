import type { MouseEvent } from "react";

/** Makes what a click on a link does whose target is shown on this page. Ctrl, Cmd and Shift open a new tab or window: a link does that by itself. */
export function followHere(open: () => void): (event: MouseEvent) => void {
  return (event) => {
    event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  };
}
