"use client";

import { useMutation } from "@tanstack/react-query";
import { adminEventOperations, callbackMethods, installationScope, namespaceEventOperations } from "@understudy/domain";
import type { EventWebhookView } from "@understudy/management";
import { useId, useState } from "react";
import { useTRPC } from "../../trpc/provider.tsx";
import { ActionFailure } from "../action-failure.tsx";
import { Button } from "../button.tsx";
import { Dialog } from "../dialog.tsx";
import { NumberField, SelectField, TextAreaField, WideTextField } from "./fields.tsx";
import { useAfterWebhookChange } from "./use-webhook-actions.ts";
import { keptScheme, noScheme, signatureSchemes, toFields, toInput, type WebhookFields } from "./webhook-form.ts";

/** Makes an event webhook, or changes one. */
export function WebhookDialog(props: { scope: string; webhook: EventWebhookView | null; onClose: () => void }) {
  const { scope, webhook, onClose } = props;
  const { fields, set, problem, save, submit } = useWebhookForm(props);
  const problemId = useId();
  return (
    <Dialog title={webhook === null ? "New webhook" : "Edit webhook"} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        className="mt-4 flex flex-col gap-4"
      >
        <Destination fields={fields} onChange={set} operations={operationsOf(scope, webhook)} />
        <TextAreaField
          label="Body"
          help="JSON; $.event.resource.id and the like are filled in. Empty: the whole event."
          value={fields.body}
          isWrong={problem?.field === "body"}
          describedBy={problemId}
          onChange={(body) => set({ body })}
        />
        <details className="text-sm" open={problem?.field === "headers" || undefined}>
          <summary className="cursor-pointer font-medium">Name, headers, retries and signature</summary>
          <div className="mt-3 flex flex-col gap-4">
            <WideTextField label="Name (optional)" value={fields.name} onChange={(name) => set({ name })} />
            <TextAreaField
              label="Headers"
              help="One a line, such as Authorization: Bearer …"
              value={fields.headers}
              isWrong={problem?.field === "headers"}
              describedBy={problemId}
              onChange={(headers) => set({ headers })}
            />
            <Numbers fields={fields} onChange={set} />
            <Signature fields={fields} onChange={set} />
          </div>
        </details>
        <div id={problemId}>
          {problem !== null && (
            <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-sm">
              {problem.problem}
            </p>
          )}
          {save.error !== null && <ActionFailure error={save.error} />}
        </div>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" aria-disabled={save.isPending}>
            {save.isPending ? "Saving…" : "Save"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function useWebhookForm(props: { scope: string; webhook: EventWebhookView | null; onClose: () => void }) {
  const { scope, webhook, onClose } = props;
  const trpc = useTRPC();
  const after = useAfterWebhookChange();
  const [fields, setFields] = useState(() => toFields(webhook, operationsOf(scope, null)[0] ?? ""));
  const [problem, setProblem] = useState<{ field: string; problem: string } | null>(null);
  const save = useMutation(
    trpc.eventWebhooks.save.mutationOptions({
      onSuccess: async () => {
        onClose();
        await after("The webhook is saved.");
      },
    }),
  );
  return {
    fields,
    set: (change: Partial<WebhookFields>): void => setFields((known) => ({ ...known, ...change })),
    problem,
    save,
    submit: (): void => {
      if (save.isPending) return;
      const made = toInput(fields, webhook);
      setProblem("problem" in made ? made : null);
      if ("input" in made) save.mutate({ scope, webhook: made.input });
    },
  };
}

interface PartProps {
  fields: WebhookFields;
  onChange: (change: Partial<WebhookFields>) => void;
}

function Destination({ fields, onChange, operations }: PartProps & { operations: readonly string[] }) {
  return (
    <>
      <SelectField
        label="When"
        value={fields.operation}
        options={operations}
        onChange={(operation) => onChange({ operation })}
      />
      <div className="flex flex-wrap gap-3">
        <div className="w-28">
          <SelectField
            label="Method"
            value={fields.method}
            options={callbackMethods}
            onChange={(method) => onChange({ method })}
          />
        </div>
        <div className="min-w-40 grow">
          <WideTextField label="URL" type="url" required value={fields.url} onChange={(url) => onChange({ url })} />
        </div>
      </div>
    </>
  );
}

function Numbers({ fields, onChange }: PartProps) {
  return (
    <div className="grid grid-cols-3 gap-3">
      <NumberField
        label="Retries"
        placeholder="0"
        max={100}
        value={fields.retryCount}
        onChange={(retryCount) => onChange({ retryCount })}
      />
      <NumberField
        label="Every (s)"
        placeholder="1"
        max={3_600}
        value={fields.retryDelay}
        onChange={(retryDelay) => onChange({ retryDelay })}
      />
      <NumberField
        label="Timeout (s)"
        placeholder="30"
        max={300}
        value={fields.timeout}
        onChange={(timeout) => onChange({ timeout })}
      />
    </div>
  );
}

function Signature({ fields, onChange }: PartProps) {
  const options = [noScheme, ...signatureSchemes, ...(fields.scheme === keptScheme ? [keptScheme] : [])];
  const hasSecret = fields.scheme !== noScheme && fields.scheme !== keptScheme;
  return (
    <div className="flex flex-col gap-4">
      <SelectField
        label="Signature"
        value={fields.scheme}
        options={options}
        // The secret of one scheme may be no key of another.
        onChange={(scheme) => onChange({ scheme, secret: "" })}
      />
      {hasSecret && (
        <WideTextField
          label="Secret"
          required
          autoComplete="off"
          value={fields.secret}
          onChange={(secret) => onChange({ secret })}
        />
      )}
    </div>
  );
}

/** What can be asked for; one that is kept without being known stays choosable. */
function operationsOf(scope: string, webhook: EventWebhookView | null): readonly string[] {
  const known: readonly string[] = scope === installationScope ? adminEventOperations : namespaceEventOperations;
  return webhook === null || known.includes(webhook.operation) ? known : [...known, webhook.operation];
}
