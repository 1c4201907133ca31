"use client";

import { type ReactNode, useId, useState } from "react";
import { ActionFailure } from "../action-failure.tsx";
import { Button } from "../button.tsx";
import { Dialog } from "../dialog.tsx";
import { TextField } from "../sign-in/text-field.tsx";

/** What somebody shows to prove that it is really them. */
export type ShownProof = { code: string } | { password: string };

const ways = {
  code: {
    field: { label: "Code of your authenticator", inputMode: "numeric", autoComplete: "one-time-code" },
    other: "Use my password instead",
  },
  password: {
    field: { label: "Password", type: "password", autoComplete: "current-password" },
    other: "Use a code instead",
  },
} as const;

/** Asks for a code or the password before the second factor is changed. */
export function ProofDialog(props: {
  title: string;
  action: string;
  isDanger?: boolean;
  isBusy: boolean;
  error: unknown;
  onProof: (proof: ShownProof) => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const [way, setWay] = useState<keyof typeof ways>("code");
  const [text, setText] = useState("");
  const textId = useId();
  const { field, other } = ways[way];
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!props.isBusy) props.onProof(way === "code" ? { code: text } : { password: text });
        }}
      >
        <p id={textId} className="mt-2 mb-4 text-ink-soft">
          {props.children}
        </p>
        <TextField
          key={way}
          {...field}
          name="proof"
          required
          autoFocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          describedBy={textId}
          isWrong={props.error !== null}
        />
        {props.error !== null && <ActionFailure error={props.error} />}
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <Button
            className="mr-auto"
            onClick={() => {
              setText("");
              setWay(way === "code" ? "password" : "code");
            }}
          >
            {other}
          </Button>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" look={props.isDanger === true ? "danger" : "primary"} aria-disabled={props.isBusy}>
            {props.isBusy ? "Checking…" : props.action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
