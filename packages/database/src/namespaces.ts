import type { Namespace, NamespaceChange } from "@understudy/domain";
import type { Transaction } from "./client.ts";
import { changedChannel } from "./namespace-version.ts";
import type { NamespaceModel } from "./generated/models.ts";
import { cutPage, type PageBehind } from "./list-page.ts";

/** Live namespaces in order of name; `names` limits them. */
export async function listNamespaces(
  tx: Transaction,
  filter: { names?: readonly string[] } = {},
): Promise<Namespace[]> {
  const rows = await tx.namespace.findMany({
    where: { closedAt: null, ...(filter.names && { name: { in: [...filter.names] } }) },
    orderBy: { name: "asc" },
  });
  return rows.map(toNamespace);
}

/** A page of the names of live namespaces (null: of all), in their order. */
export async function listNamespaceNames(
  tx: Transaction,
  names: readonly string[] | null,
  { after, limit }: PageBehind<string>,
): Promise<{ names: string[]; next: string | null }> {
  const rows = await tx.namespace.findMany({
    where: {
      closedAt: null,
      AND: [names === null ? {} : { name: { in: [...names] } }, after === undefined ? {} : { name: { gt: after } }],
    },
    select: { name: true },
    orderBy: { name: "asc" },
    take: limit + 1,
  });
  const { page, next } = cutPage(rows, limit, ({ name }) => name);
  return { names: page.map(({ name }) => name), next };
}

/** A live namespace, or null. */
export async function findNamespace(tx: Transaction, name: string): Promise<Namespace | null> {
  const row = await tx.namespace.findFirst({ where: { name, closedAt: null } });
  return row && toNamespace(row);
}

/** Makes a namespace; null when the name is taken, be it by a deleted one. */
export async function insertNamespace(
  tx: Transaction,
  { name, createdAt }: { name: string; createdAt: Date },
): Promise<Namespace | null> {
  // No version of one of this name that was purged may be taken for one of the new one: what counts changes is far behind the clock.
  const version = BigInt(createdAt.getTime());
  const row = { name, displayName: name, version, createdAt };
  const { count } = await tx.namespace.createMany({ data: [row], skipDuplicates: true });
  if (count === 0) return null;
  // Resolvers load it now, so that its first mock finds it there.
  await tx.$executeRaw`select pg_notify(${changedChannel}, ${`${name}:${version}`})`;
  return findNamespace(tx, name);
}

/** Changes a namespace. The caller has raised its version in the same transaction. */
export async function changeNamespace(
  tx: Transaction,
  name: string,
  { displayName, description, cors, stubAccess, quotas, retention }: NamespaceChange,
): Promise<Namespace> {
  const data = {
    ...(displayName !== undefined && { displayName }),
    ...(description !== undefined && { description }),
    ...(cors !== undefined && { corsEnabled: cors }),
    ...(stubAccess !== undefined && { stubKeyRequired: stubAccess === "key" }),
    ...toQuotaColumns(quotas),
    ...(retention?.days !== undefined && { deliveriesKeptDays: retention.days }),
    ...(retention?.deliveries !== undefined && { deliveriesKeptMax: retention.deliveries }),
  };
  return toNamespace(await tx.namespace.update({ where: { name }, data }));
}

function toQuotaColumns(quotas: NamespaceChange["quotas"]) {
  return {
    ...(quotas?.stubCallsPerMinute !== undefined && { stubCallsPerMinuteMax: quotas.stubCallsPerMinute }),
    ...(quotas?.stubBodyBytes !== undefined && { stubBodyBytesMax: quotas.stubBodyBytes }),
    ...(quotas?.pendingDeliveries !== undefined && { deliveriesPendingMax: quotas.pendingDeliveries }),
    ...(quotas?.deliveriesPerMinute !== undefined && { deliveriesPerMinuteMax: quotas.deliveriesPerMinute }),
  };
}

function toNamespace(row: NamespaceModel): Namespace {
  const { name, displayName, description, corsEnabled, createdAt } = row;
  const quotas = {
    pendingDeliveries: row.deliveriesPendingMax,
    deliveriesPerMinute: row.deliveriesPerMinuteMax,
  };
  const stubs = {
    access: row.stubKeyRequired ? ("key" as const) : ("open" as const),
    callsPerMinute: row.stubCallsPerMinuteMax,
    bodyBytesMax: row.stubBodyBytesMax,
  };
  const retention = { days: row.deliveriesKeptDays, deliveries: row.deliveriesKeptMax };
  return { name, displayName, description, isCorsEnabled: corsEnabled, quotas, stubs, retention, createdAt };
}
