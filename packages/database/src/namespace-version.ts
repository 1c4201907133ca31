import { AppError } from "@understudy/domain";
import type { Transaction } from "./client.ts";

/** Told to resolvers after a commit: `<namespace>:<version>`. */
export const changedChannel = "mocks_changed";
/** Told by a resolver when it serves a version: `<resolver id>:<namespace>:<version>`. */
export const acknowledgedChannel = "mocks_acknowledged";

/**
 * Raises a namespace's version, which every change of its mocks does first: the row lock puts writers of one namespace in order.
 * Resolvers hear of it when the transaction commits. Throws when there is no such namespace.
 */
export async function raiseNamespaceVersion(tx: Transaction, namespace: string): Promise<bigint> {
  const rows = await tx.$queryRaw<{ version: bigint }[]>`
    update namespace set version = version + 1 where name = ${namespace} and closed_at is null returning version`;
  const version = rows[0]?.version;
  if (version === undefined) throw unknownNamespace(namespace);
  await tx.$executeRaw`select pg_notify(${changedChannel}, ${`${namespace}:${version}`})`;
  return version;
}

/** Reads what `mocks_changed` says. */
export function parseChange(payload: string): { namespace: string; version: bigint } {
  const end = payload.lastIndexOf(":");
  return { namespace: payload.slice(0, end), version: BigInt(payload.slice(end + 1)) };
}

/** The version of a live namespace, or null. */
export async function findNamespaceVersion(tx: Transaction, namespace: string): Promise<bigint | null> {
  const row = await tx.namespace.findFirst({ where: { name: namespace, closedAt: null }, select: { version: true } });
  return row?.version ?? null;
}

/**
 * Puts those in order who change what no resolver serves (folders, tags): holds the namespace's row until the transaction ends.
 * Throws when there is no such namespace.
 */
export async function lockNamespace(tx: Transaction, namespace: string): Promise<void> {
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 from namespace where name = ${namespace} and closed_at is null for update`;
  if (rows.length === 0) throw unknownNamespace(namespace);
}

function unknownNamespace(namespace: string): AppError {
  return new AppError("not_found", `there is no namespace ${JSON.stringify(namespace)}`);
}
