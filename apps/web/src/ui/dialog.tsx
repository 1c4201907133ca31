"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";

/**
 * A modal dialog. The browser's own element keeps the focus inside, makes the rest inert, closes on Escape
 * and gives the focus back.
 */
export function Dialog({
  title,
  isAlert = false,
  onClose,
  children,
}: {
  title: string;
  /** It asks for a decision that cannot be taken back. */
  isAlert?: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  return (
    <dialog
      ref={dialog}
      role={isAlert ? "alertdialog" : undefined}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className="appear m-auto w-[min(28rem,calc(100vw-2rem))] rounded-lg border border-line bg-raised p-5 text-ink shadow-float"
    >
      <h2 id={titleId} className="text-lg font-semibold">
        {title}
      </h2>
      {children}
    </dialog>
  );
}
