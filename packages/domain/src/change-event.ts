import type { Change, ChangeAuthor, ChangedResource } from "./change.ts";
import { installationScope } from "./event-webhook.ts";
import { adminEventOperations, namespaceEventOperations } from "./operation.ts";

/** What event webhooks are told of a change: what is sent when one has no body, and what `$.event` is in templates. No secrets. */
export interface ChangeEvent {
  id: string;
  operation: string;
  /** ISO 8601 with milliseconds, in UTC. */
  at: string;
  /** Where it happened; null: in the installation. */
  namespace: string | null;
  actor: { kind: ChangeAuthor["kind"]; id: string | null; name: string; tokenId: string | null };
  resource: ChangedResource;
  before?: object;
  after?: object;
  /** Set when this is only to see whether it arrives: nothing was changed. */
  test?: true;
  /** What was left out because it is too large. */
  omitted?: ("before" | "after")[];
}

/** A kind of change, and whose event webhooks ask for it. */
export interface FiredOperation {
  /** A namespace, or `installationScope`. */
  scope: string;
  operation: string;
}

const ofNamespaces = new Set<string>(namespaceEventOperations);
const ofInstallation = new Set<string>(adminEventOperations);

/** What a change fires. Adding a member is one change, and an event of the installation and of the namespace (contract, Decided 22). */
export function findEvents({ operation, namespace }: Pick<Change, "operation" | "namespace">): FiredOperation[] {
  const fired: FiredOperation[] = [];
  if (ofInstallation.has(operation)) fired.push({ scope: installationScope, operation });
  if (namespace !== null && ofNamespaces.has(operation)) fired.push({ scope: namespace, operation });
  if (namespace !== null && operation === "namespace.user.add") {
    fired.push({ scope: namespace, operation: "user.add_to_namespace" });
  }
  return fired;
}

/** An event without what was and is may be as long as that of any change. */
const contentBytesMax = 256 * 1024;

/** The event of a change. */
export function describeEvent(
  change: Omit<Change, "operation"> & { operation: string },
  { id, at, author }: { id: string; at: Date; author: ChangeAuthor },
): ChangeEvent {
  const { operation, namespace, resource, before, after } = change;
  const omitted = [
    ...(isTooLarge(before) ? (["before"] as const) : []),
    ...(isTooLarge(after) ? (["after"] as const) : []),
  ];
  return {
    id,
    operation,
    at: at.toISOString(),
    namespace,
    actor: { kind: author.kind, id: author.userId, name: author.name, tokenId: author.tokenId },
    resource,
    ...(before != null && !omitted.includes("before") && { before }),
    ...(after != null && !omitted.includes("after") && { after }),
    ...(omitted.length > 0 && { omitted }),
  };
}

function isTooLarge(value: object | null | undefined): boolean {
  return value != null && JSON.stringify(value).length > contentBytesMax;
}
