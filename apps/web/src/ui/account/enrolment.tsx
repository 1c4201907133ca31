"use client";

import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTRPC } from "../../trpc/provider.tsx";
import { ActionFailure } from "../action-failure.tsx";
import { Button } from "../button.tsx";
import { CopyButton } from "../copy-button.tsx";
import { TextField } from "../sign-in/text-field.tsx";
import { QrCode } from "./qr-code.tsx";

/** Takes an authenticator's secret over to it and asks for its first code. */
export function Enrolment(props: {
  secret: string;
  otpauthUri: string;
  onConfirmed: (recoveryCodes: string[]) => void;
  onCancel: () => void;
}) {
  const trpc = useTRPC();
  const [code, setCode] = useState("");
  const hintId = useId();
  const confirmation = useMutation(
    trpc.secondFactor.confirm.mutationOptions({ onSuccess: ({ recoveryCodes }) => props.onConfirmed(recoveryCodes) }),
  );
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!confirmation.isPending) confirmation.mutate({ code });
      }}
    >
      <SecretToScan secret={props.secret} otpauthUri={props.otpauthUri} />
      <div className="max-w-xs">
        <TextField
          label="Code"
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="\s*\d{3}\s?\d{3}\s*"
          title="The six digits that the app shows"
          required
          autoFocus
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          describedBy={hintId}
          isWrong={confirmation.isError}
          className="font-mono tracking-wider"
        />
        <p id={hintId} className="mt-1 text-sm text-ink-faint">
          The six digits that the app shows now. From then on, signing in asks for one.
        </p>
        {confirmation.error !== null && <ActionFailure error={confirmation.error} />}
      </div>
      <div className="flex gap-2">
        <Button type="submit" look="primary" aria-disabled={confirmation.isPending}>
          {confirmation.isPending ? "Checking…" : "Switch on"}
        </Button>
        <Button onClick={props.onCancel}>Cancel</Button>
      </div>
    </form>
  );
}

function SecretToScan({ secret, otpauthUri }: { secret: string; otpauthUri: string }) {
  return (
    <div className="flex flex-col gap-5 sm:flex-row">
      <QrCode text={otpauthUri} label="QR code for your authenticator app" />
      <div className="flex min-w-0 flex-col items-start gap-3">
        <p className="text-ink-soft">
          Scan the code with an authenticator app: Google Authenticator, 1Password, Aegis or any other one. If you can’t
          scan it, enter this key there by hand.
        </p>
        <code aria-label="Key" className="font-mono text-sm tracking-wide break-all select-all">
          {secret.replace(/(.{4})(?=.)/g, "$1 ")}
        </code>
        <CopyButton text={secret} label="Copy key" what="The key" />
      </div>
    </div>
  );
}
