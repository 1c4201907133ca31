"use client";

import { ArrowLeft, X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { Button, IconButton } from "./button.tsx";

/** What is open: beside the list, or instead of it where there is no room for both. */
export function SidePanel(props: {
  title: string;
  /** The list that it leads back to. */
  listName: string;
  actions?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}) {
  const { onClose } = props;
  const heading = useFocusedHeading();
  useEscape(onClose);

  return (
    <section
      aria-labelledby="side-panel-title"
      className="appear flex w-full min-w-0 flex-col bg-surface lg:sticky lg:top-12 lg:h-[calc(100dvh-3rem)] lg:w-[min(34rem,45vw)] lg:shrink-0 lg:self-start lg:overflow-y-auto lg:border-l lg:border-line"
    >
      <div className="flex min-h-14 items-center gap-2 border-b border-line px-4 py-2 sm:px-5">
        <Button onClick={onClose} className="lg:hidden">
          <ArrowLeft size={14} aria-hidden="true" />
          {props.listName}
        </Button>
        <h2
          ref={heading}
          id="side-panel-title"
          tabIndex={-1}
          className="min-w-0 grow text-lg font-semibold break-words outline-none"
        >
          {props.title}
        </h2>
        {props.actions}
        <IconButton label="Close" onClick={onClose} className="max-lg:hidden">
          <X size={16} aria-hidden="true" />
        </IconButton>
      </div>
      {props.children}
    </section>
  );
}

/** The shape of what is in a panel while it is on its way. */
export function PanelSkeleton() {
  return (
    <div className="flex flex-col gap-4 p-5">
      <p role="status" className="sr-only">
        Loading
      </p>
      <div className="skeleton h-9" />
      <div className="skeleton h-24" />
      <div className="skeleton h-64" />
    </div>
  );
}

/** Opening moves the focus to what was opened, so that a screen reader reads it and Tab goes on from there. */
function useFocusedHeading() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return heading;
}

/** Escape closes the panel from wherever the focus is, but for what has a use of its own for it. */
function useEscape(onEscape: () => void): void {
  useEffect(() => {
    const handle = (event: KeyboardEvent): void => {
      const { target } = event;
      const isTaken = target instanceof Element && target.closest("dialog, input, [role=menu]") !== null;
      if (event.key === "Escape" && !event.defaultPrevented && !isTaken) onEscape();
    };
    window.addEventListener("keydown", handle);
    return () => window.removeEventListener("keydown", handle);
  }, [onEscape]);
}
