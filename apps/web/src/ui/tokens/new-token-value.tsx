"use client";

import { useEffect, useRef } from "react";
import { Button } from "../button.tsx";
import { CopyButton } from "../copy-button.tsx";

/** The value of a token that was just made. */
export function NewTokenValue({ token, onDone }: { token: string; onDone: () => void }) {
  const value = useRef<HTMLInputElement>(null);
  // The form that had the focus is gone; what it brought is selected, ready to be copied.
  useEffect(() => value.current?.select(), []);
  return (
    <>
      <p className="mt-2 text-ink-soft">
        Copy the value now, to where you keep secrets. It is not kept here, and <strong>never shown again</strong>.
      </p>
      <input
        ref={value}
        readOnly
        aria-label="Value of the token"
        value={token}
        className="mt-3 h-9 w-full rounded-md border border-line-strong bg-canvas px-2.5 font-mono text-sm"
      />
      <div className="mt-5 flex justify-end gap-2">
        <CopyButton text={token} label="Copy" what="The token" />
        <Button look="primary" onClick={onDone}>
          I have it
        </Button>
      </div>
    </>
  );
}
