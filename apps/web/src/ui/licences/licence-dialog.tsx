"use client";

import { useMutation } from "@tanstack/react-query";
import { type Licence, limitNames } from "@understudy/domain";
import { useId, useState } from "react";
import { useTRPC } from "../../trpc/provider.tsx";
import { ActionFailure } from "../action-failure.tsx";
import { Button } from "../button.tsx";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import { Dialog } from "../dialog.tsx";
import { ClockTime } from "../moment.tsx";
import { Facts } from "../section.tsx";
import { fieldClass, labelClass } from "../settings-card.tsx";
import { KeyDialog } from "./key-dialog.tsx";
import { useLicencesChanged } from "./use-licences-changed.ts";

/** All about a licence, and what can be done with it. */
export function LicenceDialog({ licence, onClose }: { licence: Licence; onClose: () => void }) {
  const [step, setStep] = useState<"look" | "renew" | "delete">("look");
  if (step === "renew") return <KeyDialog title={`Renew ${licence.licensee}`} id={licence.id} onClose={onClose} />;
  if (step === "delete") return <DeleteLicence licence={licence} onClose={onClose} />;
  return (
    <Dialog title={licence.licensee} onClose={onClose}>
      <div className="mt-4 flex flex-col gap-5">
        <Facts
          facts={[
            ["Type", licence.type],
            ["Status", licence.enabled ? licence.status : "switched off"],
            ["Ends", <ClockTime key="ends" at={licence.expiresAt} />],
            ["Allows", describeLimits(licence)],
            ...(licence.features.length > 0 ? [["Features", licence.features.join(", ")] as const] : []),
            ["Activated", <Activation key="activated" licence={licence} />],
            [
              "Id",
              <code key="id" className="font-mono text-xs break-all select-all">
                {licence.id}
              </code>,
            ],
          ]}
        />
        <NoteForm licence={licence} />
        <Actions licence={licence} onStep={setStep} />
        <Button className="self-end" onClick={onClose}>
          Close
        </Button>
      </div>
    </Dialog>
  );
}

const words = { users: "users", namespaces: "namespaces", mocks: "mocks", deliveriesPerDay: "deliveries a day" };

function describeLimits({ limits }: Licence): string {
  const limited = limitNames.flatMap((name) => {
    const max = limits[name];
    return max === null ? [] : [`${max.toLocaleString("en")} ${words[name]}`];
  });
  return limited.length === 0 ? "everything without limits" : limited.join(", ");
}

function Activation({ licence }: { licence: Licence }) {
  return (
    <>
      <ClockTime at={licence.activatedAt} /> by {licence.activatedBy}
    </>
  );
}

function NoteForm({ licence: { id, note: stored } }: { licence: Licence }) {
  const [note, setNote] = useState(stored);
  const fieldId = useId();
  const trpc = useTRPC();
  const changed = useLicencesChanged();
  const change = useMutation(trpc.licences.change.mutationOptions({ onSuccess: () => changed("The note is saved.") }));
  return (
    <form
      className="flex flex-col gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        if (!change.isPending) change.mutate({ id, change: { note } });
      }}
    >
      <label htmlFor={fieldId} className={labelClass}>
        Note
      </label>
      <div className="flex gap-2">
        <input
          id={fieldId}
          value={note}
          maxLength={1_000}
          onChange={(event) => setNote(event.target.value)}
          className={fieldClass}
        />
        <Button type="submit" className="h-9" aria-disabled={change.isPending}>
          Save
        </Button>
      </div>
      {change.error !== null && <ActionFailure error={change.error} />}
    </form>
  );
}

function Actions({ licence, onStep }: { licence: Licence; onStep: (step: "renew" | "delete") => void }) {
  const trpc = useTRPC();
  const changed = useLicencesChanged();
  const isOn = licence.enabled;
  const change = useMutation(
    trpc.licences.change.mutationOptions({
      onSuccess: ({ enabled }) => changed(enabled ? "The license counts again." : "The license counts no more."),
    }),
  );
  const toggle = (): void => {
    if (!change.isPending) change.mutate({ id: licence.id, change: { enabled: !isOn } });
  };
  return (
    <div>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => onStep("renew")}>Renew…</Button>
        <Button aria-disabled={change.isPending} onClick={toggle}>
          {isOn ? "Switch off" : "Switch on"}
        </Button>
        <Button look="danger" onClick={() => onStep("delete")}>
          Delete…
        </Button>
      </div>
      {change.error !== null && <ActionFailure error={change.error} />}
    </div>
  );
}

function DeleteLicence({ licence, onClose }: { licence: Licence; onClose: () => void }) {
  const trpc = useTRPC();
  const changed = useLicencesChanged();
  const deletion = useMutation(
    trpc.licences.delete.mutationOptions({
      onSuccess: async () => {
        onClose();
        await changed("The license is deleted.");
      },
    }),
  );
  return (
    <ConfirmDialog
      title={`Delete the license of ${licence.licensee}?`}
      action={{ text: "Delete", pendingText: "Deleting…" }}
      isPending={deletion.isPending}
      error={deletion.error}
      onConfirm={() => deletion.mutate({ id: licence.id })}
      onClose={onClose}
    >
      <p>It counts no more. What was made while it did stays, but nothing can be added beyond what is allowed then.</p>
      <p>Its key can be activated again.</p>
    </ConfirmDialog>
  );
}
