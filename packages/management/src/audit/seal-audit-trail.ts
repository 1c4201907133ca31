import {
  type AuditSeal,
  changeChain,
  findChain,
  listUnsealed,
  listUnsealedChains,
  writeHead,
  writeSeals,
} from "@understudy/database";
import type { Management } from "../management.ts";
import type { AuditKey } from "./audit-keys.ts";
import { chainStart, sealEntry, signPoint } from "./chain-seal.ts";

/** Entries of one transaction, of some ten milliseconds. */
const batchSize = 500;

export type AuditSealer = Pick<Management, "db" | "auditKeys">;

/**
 * Numbers and chains what was added to the audit trail since the last time. A chain that another process seals just now is left to it.
 * Entries that are committed meanwhile are for the next time. Returns how many were sealed.
 */
export async function sealAuditTrail(sealer: AuditSealer): Promise<number> {
  const [key] = sealer.auditKeys;
  if (key === undefined) throw new Error("there is no key to seal the audit trail with");
  let sealed = 0;
  for (const namespace of await listUnsealedChains(sealer.db)) {
    for (let count = batchSize; count === batchSize; sealed += count) count = await sealBatch(sealer, namespace, key);
  }
  return sealed;
}

async function sealBatch({ db }: AuditSealer, namespace: string | null, key: AuditKey): Promise<number> {
  const count = await changeChain(db, namespace, async (tx) => {
    let last = (await findChain(tx, namespace))?.head ?? chainStart;
    const seals: AuditSeal[] = [];
    for (const entry of await listUnsealed(tx, namespace, batchSize)) {
      const seal = sealEntry(entry, last, key);
      seals.push(seal);
      last = seal;
    }
    if (seals.length === 0) return 0;
    await writeSeals(tx, seals);
    await writeHead(tx, namespace, { ...signPoint(key, "head", { ...last, namespace }), sealedAt: new Date() });
    return seals.length;
  });
  return count ?? 0;
}
