import { changeChain, findLastBefore, listChains, removeUpTo } from "@understudy/database";
import { signPoint } from "./chain-seal.ts";
import type { AuditSealer } from "./seal-audit-trail.ts";

/** Of one chain, in one transaction. */
const batchSize = 5_000;
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
    let count: number | null;
    do {
      count = await changeChain(db, namespace, async (tx) => {
        const last = await findLastBefore(tx, namespace, { moment: before, limit: batchSize });
        if (last === null) return 0;
        return removeUpTo(tx, namespace, signPoint(key, "checkpoint", { ...last, namespace }));
      });
      removed += count ?? 0;
    } while (count !== null && count > 0);
  }
  return removed;
}
