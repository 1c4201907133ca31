import { type Database, findLastBefore, listChains, lockChain, removeUpTo } from "@understudy/database";
import type { AuditKey } from "./audit-keys.ts";
import { signPoint } from "./chain-seal.ts";
import type { AuditSealer } from "./seal-audit-trail.ts";

/** Of one chain, in one transaction. */
const batchSize = 5_000;
const transactionMs = 20_000;
/** More chains than that are looked after by the next run. */
const chainsMax = 10_000;

/**
 * Removes what the audit trail keeps no longer. Of each chain the beginning that is older than `before` goes, and a signed checkpoint stays,
 * from which the rest can be verified. What is not sealed stays. Returns how many went.
 */
export async function removeOldAuditEntries({ db, auditKeys }: AuditSealer, before: Date): Promise<number> {
  const [key] = auditKeys;
  if (key === undefined) throw new Error("there is no key to sign checkpoints with");
  let removed = 0;
  for (const namespace of await listChains(db, chainsMax)) {
    let count: number;
    do {
      count = await removeBatch(db, namespace, { key, moment: before });
      removed += count;
    } while (count > 0);
  }
  return removed;
}

function removeBatch(
  db: Database,
  namespace: string | null,
  { key, moment }: { key: AuditKey; moment: Date },
): Promise<number> {
  return db.$transaction(
    async (tx) => {
      if (!(await lockChain(tx, namespace))) return 0;
      const last = await findLastBefore(tx, namespace, { moment, limit: batchSize });
      return last === null ? 0 : removeUpTo(tx, namespace, signPoint("checkpoint", namespace, last, key));
    },
    { timeout: transactionMs },
  );
}
