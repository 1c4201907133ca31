"use client";

import { adminEventOperations, installationScope, namespaceEventOperations } from "@understudy/domain";
import type { EventWebhookView } from "@understudy/management";
import Link from "next/link";
import { useState } from "react";
import { ActionFailure } from "../action-failure.tsx";
import { Button } from "../button.tsx";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import { noDeliveriesFilter, renderDeliveriesAddress } from "../deliveries/deliveries-address.ts";
import { StateLabel } from "../deliveries/delivery-state.tsx";
import { RelativeTime } from "../relative-time.tsx";
import { useHydrated } from "../sign-in/use-hydrated.ts";
import { textLinkClass } from "../text-link.ts";
import { useWebhookActions } from "./use-webhook-actions.ts";
import { deliveriesPath } from "./webhooks-path.ts";

/** One event webhook: what it asks for, where it sends it, how that went, and what can be done with it. */
export function WebhookItem(props: { webhook: EventWebhookView; mayChange: boolean; onEdit: () => void }) {
  const { webhook, mayChange, onEdit } = props;
  const { id, operation, name, callback, enabled } = webhook;
  return (
    <li id={id} className="flex flex-col gap-2 px-4 py-3 target:bg-accent-soft">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 className="font-medium break-words">{name ?? operation}</h2>
        {name !== null && <span className="text-sm text-ink-soft">{operation}</span>}
        <span className={`text-sm ${enabled ? "text-ink-soft" : "text-ink-faint"}`}>
          {enabled ? "enabled" : "disabled"}
        </span>
      </div>
      <p className="font-mono text-xs break-all text-ink-soft">
        {callback.method ?? "POST"} {callback.url}
      </p>
      <Trouble webhook={webhook} />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <LastDelivery webhook={webhook} />
        {mayChange && <Actions webhook={webhook} onEdit={onEdit} />}
      </div>
    </li>
  );
}

/** Why it is disabled, or will send nothing, or since when nothing arrives. */
function Trouble({ webhook }: { webhook: EventWebhookView }) {
  const { enabled, disabledReason, failingSince, namespace, operation } = webhook;
  const known: readonly string[] = namespace === installationScope ? adminEventOperations : namespaceEventOperations;
  if (!known.includes(operation)) {
    return (
      <p className="rounded-md bg-danger-soft px-3 py-2 text-sm">
        Nothing is sent: this version does not know the change {operation}.
      </p>
    );
  }
  if (!enabled && disabledReason !== null) {
    return (
      <p className="rounded-md bg-danger-soft px-3 py-2 text-sm">
        Disabled, because {disabledReason}. Enable it when its receiver is well again.
      </p>
    );
  }
  if (!enabled || failingSince === null) return null;
  return (
    <p className="rounded-md bg-danger-soft px-3 py-2 text-sm">
      Nothing arrived since <RelativeTime at={failingSince} />. After five days it is disabled.
    </p>
  );
}

function LastDelivery({ webhook: { namespace, id, lastDelivery } }: { webhook: EventWebhookView }) {
  if (lastDelivery === null) return <p className="text-sm text-ink-faint">Nothing sent yet</p>;
  const all = deliveriesPath(namespace) + renderDeliveriesAddress({ ...noDeliveriesFilter, webhook: id });
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
      <StateLabel state={lastDelivery.state} /> <RelativeTime at={lastDelivery.createdAt} />
      <Link href={all} className={textLinkClass}>
        Its deliveries
      </Link>
    </p>
  );
}

function Actions({ webhook, onEdit }: { webhook: EventWebhookView; onEdit: () => void }) {
  const isReady = useHydrated();
  const [isDeleting, setDeleting] = useState(false);
  const actions = useWebhookActions(webhook, () => setDeleting(false));
  const { enabled, name, operation, callback } = webhook;
  const what = name ?? `${operation} to ${callback.url ?? ""}`;
  const buttons = [
    { text: "Test", act: actions.test },
    { text: enabled ? "Disable" : "Enable", act: () => actions.setEnabled(!enabled) },
    { text: "Edit", act: onEdit },
  ];
  return (
    <div className="flex flex-col items-end">
      <div className="flex flex-wrap justify-end gap-2">
        {buttons.map(({ text, act }) => (
          <Button
            key={text}
            disabled={!isReady}
            aria-disabled={actions.isBusy}
            aria-label={`${text} ${what}`}
            onClick={() => actions.isBusy || act()}
          >
            {text}
          </Button>
        ))}
        <Button
          disabled={!isReady}
          aria-label={`Delete ${what}`}
          className="text-danger"
          onClick={() => setDeleting(true)}
        >
          Delete
        </Button>
      </div>
      {actions.error !== null && <ActionFailure error={actions.error} />}
      {isDeleting && (
        <ConfirmDialog
          title="Delete this webhook?"
          action={{ text: "Delete", pendingText: "Deleting…" }}
          isPending={actions.deletion.isPending}
          error={actions.deletion.error}
          onConfirm={actions.remove}
          onClose={() => {
            setDeleting(false);
            actions.deletion.reset();
          }}
        >
          <p>
            Nothing is sent any more when <strong className="font-medium text-ink">{operation}</strong> happens to{" "}
            <span className="break-all">{callback.url}</span>. What was sent stays in the deliveries.
          </p>
        </ConfirmDialog>
      )}
    </div>
  );
}
