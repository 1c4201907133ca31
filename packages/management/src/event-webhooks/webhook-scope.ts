import { AppError, type EventWebhook, installationScope } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { requireNamespace } from "../namespaces/require-namespace.ts";
import { authorise, authoriseInstallation, isAllowed, isAllowedInstallation } from "../permissions.ts";

/** Which event webhook is meant. `scope`: a namespace, or `installationScope`. */
export interface WebhookReference {
  scope: string;
  id: string;
}

/** Throws unless the actor may read, or write, event webhooks of a namespace that is there, or of the installation. */
export async function authoriseWebhooks(
  management: Management,
  actor: Actor,
  { kind, scope }: { kind: "read" | "write"; scope: string },
): Promise<void> {
  if (scope === installationScope) {
    authoriseInstallation(actor, `installation.${kind}`);
    return;
  }
  authorise(actor, `webhook.${kind}`, scope);
  await requireNamespace(management, scope);
}

/** Whether the actor may change event webhooks there. */
export function mayChangeEventWebhooks(actor: Actor, scope: string): boolean {
  if (scope === installationScope) return isAllowedInstallation(actor, "installation.write");
  return isAllowed(actor, "webhook.write", scope);
}

/** As changes name where they were made. */
export function namespaceOf(scope: string): string | null {
  return scope === installationScope ? null : scope;
}

export function toWebhookResource({ id, name }: EventWebhook) {
  return { type: "webhook", id, ...(name !== null && { name }) };
}

export function unknownWebhook({ scope, id }: WebhookReference): AppError {
  const where = scope === installationScope ? "the installation" : `the namespace ${scope}`;
  return new AppError("not_found", `${where} has no event webhook ${JSON.stringify(id)}`);
}
