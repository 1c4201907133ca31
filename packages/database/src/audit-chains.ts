import type { AuditEntry } from "@understudy/domain";
import { toAuditEntry } from "./audit-trail.ts";
import type { Database, Transaction } from "./client.ts";
import type { AuditChainModel } from "./generated/models.ts";

/** Where a chain ends, or from where on it is kept, and whose signature says so. */
export interface ChainPoint {
  number: bigint;
  hash: Uint8Array<ArrayBuffer>;
  keyId: string;
  signature: Uint8Array<ArrayBuffer>;
}

/** A chain as it is sealed. */
export interface AuditChain {
  /** Null: the installation. */
  namespace: string | null;
  head: ChainPoint;
  sealedAt: Date;
  /** The last entry that is kept no longer; null: all are there. */
  checkpoint: ChainPoint | null;
}

/** What an entry is given when it is sealed. */
export interface AuditSeal {
  id: string;
  number: bigint;
  hash: Uint8Array<ArrayBuffer>;
  keyId: string;
}

export type SealedEntry = AuditEntry & Omit<AuditSeal, "id">;

/** More chains than that are looked after one call later. */
const chainsMax = 1_000;

/** Chains with entries that wait to be sealed. Null: the installation. */
export async function listUnsealedChains(tx: Transaction): Promise<(string | null)[]> {
  const rows = await tx.$queryRaw<{ namespace: string | null }[]>`
    select distinct namespace from audit_entry where number is null limit ${chainsMax}`;
  return rows.map(({ namespace }) => namespace);
}

/** A batch of a chain takes some ten milliseconds; the database may be busy. */
const transactionMs = 20_000;

/**
 * Changes a chain in one transaction, while nobody else seals or shortens it. Null: somebody does just now. What `change` reads has all that
 * was committed before it began.
 */
export async function changeChain<Result>(
  db: Database,
  namespace: string | null,
  change: (tx: Transaction) => Promise<Result>,
): Promise<Result | null> {
  return db.$transaction(
    async (tx) => {
      const rows = await tx.$queryRaw<{ isMine: boolean }[]>`
        select pg_try_advisory_xact_lock(hashtextextended(${`audit:${toChain(namespace)}`}, 0)) as "isMine"`;
      return rows[0]?.isMine === true ? change(tx) : null;
    },
    { timeout: transactionMs },
  );
}

/** The next entries to be sealed, oldest first; those that were committed late are among them, whatever their id. */
export async function listUnsealed(tx: Transaction, namespace: string | null, limit: number): Promise<AuditEntry[]> {
  const rows = await tx.auditEntry.findMany({
    where: { namespaceName: namespace, number: null },
    orderBy: { id: "asc" },
    take: limit,
  });
  return rows.map(toAuditEntry);
}

/** Entries that wait to be sealed. */
export function countUnsealed(tx: Transaction, namespace: string | null): Promise<number> {
  return tx.auditEntry.count({ where: { namespaceName: namespace, number: null } });
}

/** Gives entries their seals; the trail refuses a second one. */
export async function writeSeals(tx: Transaction, seals: readonly AuditSeal[]): Promise<void> {
  await tx.$executeRaw`
    update audit_entry e set number = s.number, hash = s.hash, key_id = s.key_id
    from unnest(
      ${seals.map(({ id }) => id)}::uuid[], ${seals.map(({ number }) => number)}::bigint[],
      ${seals.map(({ hash }) => Buffer.from(hash))}::bytea[], ${seals.map(({ keyId }) => keyId)}::text[]
    ) as s(id, number, hash, key_id)
    where e.id = s.id`;
}

export async function findChain(tx: Transaction, namespace: string | null): Promise<AuditChain | null> {
  const row = await tx.auditChain.findUnique({ where: { chain: toChain(namespace) } });
  return row && toAuditChain(row);
}

/** All that there are, sealed or not, by name; the installation's first. Null: the installation. */
export async function listChains(tx: Transaction, limit: number): Promise<(string | null)[]> {
  const rows = await tx.$queryRaw<{ namespace: string }[]>`
    with recursive found as (
      (select namespace from audit_entry where namespace is not null order by namespace limit 1)
      union all
      select (select e.namespace from audit_entry e where e.namespace > found.namespace order by e.namespace limit 1)
      from found where found.namespace is not null
    )
    select namespace from found where namespace is not null
    union select chain from audit_chain where chain <> ''
    order by 1 limit ${limit}`;
  return [null, ...rows.map(({ namespace }) => namespace)];
}

/** Says how far a chain is sealed now. */
export async function writeHead(
  tx: Transaction,
  namespace: string | null,
  { sealedAt, ...head }: ChainPoint & { sealedAt: Date },
): Promise<void> {
  const values = { ...head, sealedAt };
  const chain = toChain(namespace);
  await tx.auditChain.upsert({ where: { chain }, create: { chain, ...values }, update: values });
}

/** A part of a chain in its order: entries after this number, up to that one. */
export async function listSealed(
  tx: Transaction,
  namespace: string | null,
  { after, upTo, limit }: { after: bigint; upTo?: bigint; limit: number },
): Promise<SealedEntry[]> {
  const rows = await tx.auditEntry.findMany({
    where: { namespaceName: namespace, number: { gt: after, ...(upTo !== undefined && { lte: upTo }) } },
    orderBy: [{ number: "asc" }, { id: "asc" }],
    take: limit,
  });
  return rows.flatMap((row) => {
    const { number, hash, keyId } = row;
    return number === null ? [] : [{ ...toAuditEntry(row), number, hash: hash ?? Buffer.of(), keyId: keyId ?? "" }];
  });
}

/** The last entry of the beginning of a chain that is all older than this, at most `limit` entries on; null: there is none. */
export async function findLastBefore(
  tx: Transaction,
  namespace: string | null,
  { moment, limit }: { moment: Date; limit: number },
): Promise<Pick<SealedEntry, "number" | "hash" | "keyId"> | null> {
  const rows = await tx.$queryRaw<{ number: bigint; hash: Uint8Array<ArrayBuffer>; keyId: string }[]>`
    select number, hash, key_id as "keyId" from audit_entry
    where namespace is not distinct from ${namespace} and number is not null and number < coalesce((
      select min(number) from audit_entry
      where namespace is not distinct from ${namespace} and number is not null and at >= ${moment}
    ), 9223372036854775807)
      and number <= ${limit} + (select removed_number from audit_chain where chain = ${toChain(namespace)})
    order by number desc limit 1`;
  return rows[0] ?? null;
}

/** Removes the beginning of a chain, up to the checkpoint, and keeps that: the one way in which entries go. Returns how many went. */
export async function removeUpTo(
  tx: Transaction,
  namespace: string | null,
  { number, hash, keyId, signature }: ChainPoint,
): Promise<number> {
  await tx.auditChain.update({
    where: { chain: toChain(namespace) },
    data: { removedNumber: number, removedHash: hash, removedKeyId: keyId, removedSignature: signature },
  });
  await tx.$executeRaw`select set_config('understudy.audit_retention', 'on', true)`;
  const count = await tx.$executeRaw`
    delete from audit_entry where namespace is not distinct from ${namespace} and number <= ${number}`;
  await tx.$executeRaw`select set_config('understudy.audit_retention', '', true)`;
  return count;
}

/** Looks at a chain as it is at one moment, however long that takes. */
export function readChain<Result>(
  db: Database,
  timeoutMs: number,
  read: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  return db.$transaction(read, { isolationLevel: "RepeatableRead", timeout: timeoutMs });
}

function toChain(namespace: string | null): string {
  return namespace ?? "";
}

function toAuditChain(row: AuditChainModel): AuditChain {
  const { chain, number, hash, keyId, signature, sealedAt } = row;
  const { removedNumber, removedHash, removedKeyId, removedSignature } = row;
  return {
    namespace: chain === "" ? null : chain,
    head: { number, hash, keyId, signature },
    sealedAt,
    checkpoint:
      removedHash === null || removedKeyId === null || removedSignature === null
        ? null
        : { number: removedNumber, hash: removedHash, keyId: removedKeyId, signature: removedSignature },
  };
}
