"use client";

import { type ReactNode, useId, useState } from "react";
import { ActionFailure } from "./action-failure.tsx";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";

/** Asks before something happens that others feel. With `phrase` it wants that to be typed first. */
export function ConfirmDialog(props: {
  title: string;
  /** What the button says, and while it happens. */
  action: { text: string; pendingText: string };
  phrase?: string;
  isPending: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const [typed, setTyped] = useState("");
  const id = useId();
  const isReady = !props.isPending && (props.phrase === undefined || typed === props.phrase);
  return (
    <Dialog title={props.title} isAlert onClose={props.onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) props.onConfirm();
        }}
      >
        <div className="mt-2 flex flex-col gap-2 text-ink-soft">{props.children}</div>
        {props.phrase !== undefined && (
          <div className="mt-4 flex flex-col gap-1">
            <label htmlFor={id} className="text-sm text-ink-soft">
              To confirm, type <strong className="font-medium text-ink select-all">{props.phrase}</strong>
            </label>
            <input
              id={id}
              value={typed}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setTyped(event.target.value)}
              className="h-9 rounded-md border border-line-strong bg-surface px-2.5 text-base text-ink"
            />
          </div>
        )}
        {props.error !== null && <ActionFailure error={props.error} />}
        <div className="mt-5 flex justify-end gap-2">
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" look="danger" aria-disabled={!isReady} className="aria-disabled:opacity-60">
            {props.isPending ? props.action.pendingText : props.action.text}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
