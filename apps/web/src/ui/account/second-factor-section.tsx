"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "../../trpc/provider.tsx";
import { ActionFailure } from "../action-failure.tsx";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../button.tsx";
import { Enrolment } from "./enrolment.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { SecondFactorActions } from "./second-factor-actions.tsx";

/** The second factor of whoever is signed in: setting it up, its recovery codes, switching it off. Needs nothing around it. */
export function SecondFactorSection() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const [recoveryCodes, setRecoveryCodes] = useState<readonly string[] | null>(null);
  const state = useQuery(trpc.secondFactor.get.queryOptions());
  const enrolment = useMutation(trpc.secondFactor.enrol.mutationOptions());

  const refresh = (): Promise<void> => queryClient.invalidateQueries(trpc.secondFactor.get.queryFilter());
  const show = (codes: readonly string[]): void => {
    setRecoveryCodes(codes);
    enrolment.reset();
    void refresh();
  };
  const noteRemoval = (): void => {
    announce("The second factor is off.");
    void refresh();
  };

  const renderBody = () => {
    if (recoveryCodes !== null) return <RecoveryCodes codes={recoveryCodes} onKept={() => setRecoveryCodes(null)} />;
    if (enrolment.data !== undefined)
      return <Enrolment {...enrolment.data} onConfirmed={show} onCancel={() => enrolment.reset()} />;
    if (state.data === undefined) return <Loading error={state.error} />;
    if (state.data.isOn) return <SecondFactorActions {...state.data} onRenewed={show} onRemoved={noteRemoval} />;
    return <Invitation isBusy={enrolment.isPending} error={enrolment.error} onSetUp={() => enrolment.mutate()} />;
  };

  return (
    <section aria-labelledby="second-factor-title" className="rounded-lg border border-line bg-surface p-5 sm:p-6">
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <h2 id="second-factor-title" className="text-lg font-semibold">
          Second factor
        </h2>
        {state.data?.isOn === true && <OnLabel />}
      </div>
      {renderBody()}
    </section>
  );
}

function Invitation({ isBusy, error, onSetUp }: { isBusy: boolean; error: unknown; onSetUp: () => void }) {
  return (
    <>
      <p className="max-w-prose text-ink-soft">
        Besides your password, signing in can ask for a code that an app on your phone shows. Whoever learns your
        password can’t sign in with it alone then.
      </p>
      {error !== null && <ActionFailure error={error} />}
      <Button look="primary" className="mt-4" aria-disabled={isBusy} onClick={() => isBusy || onSetUp()}>
        {isBusy ? "Setting up…" : "Set up an authenticator"}
      </Button>
    </>
  );
}

function OnLabel() {
  return (
    <span className="flex items-center gap-1 rounded-full bg-accent-soft px-2 py-0.5 text-xs font-medium text-accent-strong">
      <ShieldCheck size={14} aria-hidden="true" />
      On
    </span>
  );
}

function Loading({ error }: { error: unknown }) {
  if (error !== null) return <ActionFailure error={error} />;
  return (
    <div className="skeleton h-16">
      <p role="status" className="sr-only">
        Loading
      </p>
    </div>
  );
}
