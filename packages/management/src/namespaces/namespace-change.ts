import type { Change, Member, Operation } from "@understudy/domain";

/** What the audit trail and event webhooks are told of a change of a namespace. */
export function toNamespaceChange(
  operation: Extract<Operation, `namespace.${string}`>,
  { name, before, after }: { name: string; before?: object | null; after?: object },
): Change {
  return { operation, namespace: name, resource: { type: "namespace", id: name }, before, after };
}

/** The same of one of its members. */
export function toMemberChange(
  operation: Extract<Operation, `namespace.user.${string}`>,
  { namespace, member, before, after }: { namespace: string; member: Member; before?: Member; after?: Member },
): Change {
  return { operation, namespace, resource: { type: "member", id: member.userId, name: member.login }, before, after };
}
