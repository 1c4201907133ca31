import { randomUUID } from "node:crypto";
import {
  listEventWebhooks,
  lockEventWebhooks,
  lockNamespace,
  putEventWebhook,
  type Transaction,
} from "@understudy/database";
import {
  adminEventOperations,
  AppError,
  callbackOf,
  type Change,
  type EventWebhook,
  type EventWebhookInput,
  eventWebhooksMax,
  installationScope,
  namespaceEventOperations,
  operationOf,
  validationError,
} from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { recordChanges } from "../record-changes.ts";
import { maskEventCallback, sealEventCallback } from "../secrets/callback-secrets.ts";
import { transact } from "../transact.ts";
import { authoriseWebhooks, namespaceOf, toWebhookResource, unknownWebhook } from "./webhook-scope.ts";

export interface EventWebhookRequest {
  /** A namespace, or `installationScope`. */
  scope: string;
  input: EventWebhookInput;
  /** Of the one that must be there already. */
  mustBeThere?: string;
}

/**
 * Makes an event webhook, or replaces the one of the id that is given. An input that lists events makes one for each of them (contract
 * F.12, C12). Returns them with their secrets masked. Throws `conflict` when there would be too many.
 */
export async function saveEventWebhooks(
  management: Management,
  actor: Actor,
  request: EventWebhookRequest,
): Promise<EventWebhook[]> {
  const { scope, mustBeThere } = request;
  await authoriseWebhooks(management, actor, { kind: "write", scope });
  return transact(management, async (tx) => {
    await lock(tx, scope);
    const stored = await listEventWebhooks(tx, scope);
    if (mustBeThere !== undefined && !stored.some(({ id }) => id === mustBeThere)) {
      throw unknownWebhook({ scope, id: mustBeThere });
    }
    const written = defineWebhooks(management, request, stored);
    const added = written.filter(({ previous }) => previous === null).length;
    if (added > 0 && stored.length + added > eventWebhooksMax) throw tooMany(scope);
    for (const { webhook } of written) await putEventWebhook(tx, webhook);
    await recordChanges(management, { tx, author: actor }, written.map(toChange));
    return written.map(({ webhook }) => masked(webhook));
  });
}

async function lock(tx: Transaction, scope: string): Promise<void> {
  // A namespace that is being deleted gets no more of them.
  if (scope !== installationScope) await lockNamespace(tx, scope);
  await lockEventWebhooks(tx, scope);
}

interface WrittenWebhook {
  webhook: EventWebhook;
  previous: EventWebhook | null;
}

function defineWebhooks(
  { sealing }: Management,
  { scope, input, mustBeThere }: EventWebhookRequest,
  stored: readonly EventWebhook[],
): WrittenWebhook[] {
  const id = mustBeThere ?? (input.id || undefined);
  const previous = stored.find((webhook) => webhook.id === id) ?? null;
  const sealed = sealEventCallback(callbackOf(input), { previous: previous?.callback ?? null, sealing });
  if (sealed.problems.length > 0) throw validationError(sealed.problems);
  const now = new Date();
  const enabled = input.enabled ?? true;
  return operationsOf(input, { scope, previous, hasId: id !== undefined }).map((operation) => ({
    previous,
    webhook: {
      namespace: scope,
      id: id ?? randomUUID(),
      name: input.name || null,
      operation,
      // Of one whose operation was changed the list is that of the former one.
      events: (input.events ?? []).some((name) => operationOf(name) === operation) ? (input.events ?? []) : [],
      callback: sealed.callback,
      enabled,
      disabledReason: enabled ? null : (previous?.disabledReason ?? null),
      failingSince: null,
      createdAt: previous?.createdAt ?? now,
      updatedAt: now,
    },
  }));
}

/** What it asks for: one operation, or several where events are listed. One that has an id is one webhook. */
function operationsOf(
  { operation, events = [] }: EventWebhookInput,
  { scope, previous, hasId }: { scope: string; previous: EventWebhook | null; hasId: boolean },
): string[] {
  if (operation) return [operationOf(operation)];
  const listed = [...new Set(events.map(operationOf))];
  if (!hasId) return listed;
  const known: readonly string[] = scope === installationScope ? adminEventOperations : namespaceEventOperations;
  const kept = listed.find((name) => name === previous?.operation) ?? listed.find((name) => known.includes(name));
  return [kept ?? listed[0] ?? ""];
}

function toChange({ webhook, previous }: WrittenWebhook): Change {
  return {
    operation: previous === null ? "webhook.create" : "webhook.update",
    namespace: namespaceOf(webhook.namespace),
    resource: toWebhookResource(webhook),
    ...(previous !== null && { before: masked(previous) }),
    after: masked(webhook),
  };
}

function masked(webhook: EventWebhook): EventWebhook {
  return { ...webhook, callback: maskEventCallback(webhook.callback) };
}

function tooMany(scope: string): AppError {
  const whose = scope === installationScope ? "the installation" : "a namespace";
  return new AppError("conflict", `${whose} has at most ${eventWebhooksMax} event webhooks`);
}
