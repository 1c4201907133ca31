"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../trpc/provider.tsx";
import { Button } from "../button.tsx";
import { Moment } from "../moment.tsx";
import { ProofDialog } from "./proof-dialog.tsx";

/** What can be done with a second factor that is on. */
export function SecondFactorActions(props: {
  confirmedAt: Date | null;
  recoveryCodesLeft: number;
  onRenewed: (recoveryCodes: string[]) => void;
  onRemoved: () => void;
}) {
  const trpc = useTRPC();
  const [open, setOpen] = useState<"renew" | "remove" | null>(null);
  const renewal = useMutation(
    trpc.secondFactor.renewRecoveryCodes.mutationOptions({
      onSuccess: ({ recoveryCodes }) => props.onRenewed(recoveryCodes),
    }),
  );
  const removal = useMutation(trpc.secondFactor.remove.mutationOptions({ onSuccess: props.onRemoved }));
  const close = (): void => {
    setOpen(null);
    renewal.reset();
    removal.reset();
  };
  return (
    <>
      <HowItIs confirmedAt={props.confirmedAt} recoveryCodesLeft={props.recoveryCodesLeft} />
      <div className="mt-4 flex flex-wrap gap-2">
        <Button onClick={() => setOpen("renew")}>New recovery codes</Button>
        <Button onClick={() => setOpen("remove")}>Switch off</Button>
      </div>
      {open === "renew" && (
        <ProofDialog
          title="Make new recovery codes?"
          action="Make new codes"
          isBusy={renewal.isPending}
          error={renewal.error}
          onProof={(proof) => renewal.mutate(proof)}
          onClose={close}
        >
          The old ones are worth nothing then.
        </ProofDialog>
      )}
      {open === "remove" && (
        <ProofDialog
          title="Switch the second factor off?"
          action="Switch off"
          isDanger
          isBusy={removal.isPending}
          error={removal.error}
          onProof={(proof) => removal.mutate(proof)}
          onClose={close}
        >
          Your password alone is enough to sign in then, and the recovery codes are worth nothing.
        </ProofDialog>
      )}
    </>
  );
}

function HowItIs({ confirmedAt, recoveryCodesLeft }: { confirmedAt: Date | null; recoveryCodesLeft: number }) {
  return (
    <p className="max-w-prose text-ink-soft">
      Signing in asks for a code of your authenticator
      {confirmedAt !== null && (
        <>
          {" "}
          since <Moment at={confirmedAt} />
        </>
      )}
      . {describeCodesLeft(recoveryCodesLeft)}
    </p>
  );
}

function describeCodesLeft(count: number): string {
  if (count === 0) return "No recovery code is left: make new ones, or a lost phone locks you out.";
  return count === 1 ? "One recovery code is left." : `${count} recovery codes are left.`;
}
