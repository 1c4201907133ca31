import { countUnsealed, findChain, listChains, listSealed, readChain, type Transaction } from "@understudy/database";
import type { ChainVerdict } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authoriseInstallation } from "../permissions.ts";
import { verifyChain } from "./verify-chain.ts";

/** Chains that one call looks at; who has more names those that are meant. */
const chainsMax = 1_000;
/** So long one call looks at chains; what is not verified by then has a `verifiedTo` before its `sealedTo`. */
const verifyMs = 20_000;
const transactionMs = verifyMs + 10_000;

/** Says of each chain how far it is sealed, how many entries wait, and the first that was changed, removed or cut off. */
export async function verifyAuditTrail(
  management: Management,
  actor: Actor,
  { namespace }: { namespace?: string | null | undefined } = {},
): Promise<ChainVerdict[]> {
  authoriseInstallation(actor, "audit.read");
  const chains = namespace === undefined ? await listChains(management.db, chainsMax) : [namespace];
  const deadline = performance.now() + verifyMs;
  const verdicts: ChainVerdict[] = [];
  for (const chain of chains) verdicts.push(await judgeChain(management, chain, () => performance.now() > deadline));
  return verdicts;
}

/** Where it is not known how far a chain was sealed, nothing is. */
async function findOrphan(tx: Transaction, namespace: string | null): Promise<ChainVerdict["problem"]> {
  const [first] = await listSealed(tx, namespace, { after: 0n, limit: 1 });
  const message = "there are sealed entries, but it is not stored any more how far they go";
  return first === undefined ? null : { kind: "head", number: Number(first.number), message };
}

async function judgeChain(
  { db, auditKeys: keys }: Management,
  namespace: string | null,
  isStopped: () => boolean,
): Promise<ChainVerdict> {
  return readChain(db, transactionMs, async (tx) => {
    const waiting = await countUnsealed(tx, namespace);
    const chain = await findChain(tx, namespace);
    if (chain === null) {
      const problem = await findOrphan(tx, namespace);
      return { namespace, sealedTo: 0, sealedAt: null, waiting, removedTo: 0, verifiedTo: 0, problem };
    }
    return {
      namespace,
      sealedTo: Number(chain.head.number),
      sealedAt: chain.sealedAt,
      waiting,
      removedTo: Number(chain.checkpoint?.number ?? 0n),
      ...(await verifyChain(tx, chain, { keys, isStopped })),
    };
  });
}
