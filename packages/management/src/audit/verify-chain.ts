import { type AuditChain, type ChainPoint, listSealed, type SealedEntry, type Transaction } from "@understudy/database";
import type { ChainProblemKind, ChainVerdict } from "@understudy/domain";
import type { AuditKeys } from "./audit-keys.ts";
import { chainStart, sealEntry, signPoint } from "./chain-seal.ts";

/** Entries that are read at once. */
const batchSize = 1_000;

type Problem = NonNullable<ChainVerdict["problem"]>;
type Position = Pick<ChainPoint, "number" | "hash">;

/** What a chain looks like when it is walked from its beginning, or its checkpoint, to the end that its head names. */
export async function verifyChain(
  tx: Transaction,
  { namespace, head, checkpoint }: AuditChain,
  { keys, isStopped }: { keys: AuditKeys; isStopped: () => boolean },
): Promise<Pick<ChainVerdict, "verifiedTo" | "problem">> {
  const wrongPoint =
    findWrongPoint("head", { namespace, point: head, keys }) ??
    (checkpoint && findWrongPoint("checkpoint", { namespace, point: checkpoint, keys }));
  let position: Position = checkpoint ?? chainStart;
  const stopAt = (problem: Problem | null) => ({ verifiedTo: Number(position.number), problem });
  if (wrongPoint !== null) return stopAt(wrongPoint);
  while (position.number < head.number && !isStopped()) {
    const entries = await listSealed(tx, namespace, { after: position.number, upTo: head.number, limit: batchSize });
    if (entries.length === 0) {
      const text = `the entries from here to ${head.number}, the last that was sealed, are cut off`;
      return stopAt(problemAt("cut_off", position.number + 1n, text));
    }
    for (const entry of entries) {
      const problem = findWrong(entry, position, keys);
      if (problem !== null) return stopAt(problem);
      position = entry;
    }
  }
  return stopAt(position.number < head.number ? null : await findWrongEnd(tx, namespace, { head, position }));
}

function findWrong(entry: SealedEntry, previous: Position, keys: AuditKeys): Problem | null {
  const expected = previous.number + 1n;
  if (entry.number > expected) return problemAt("removed", expected, "this entry was removed");
  const key = keys.find(({ id }) => id === entry.keyId);
  if (key === undefined) return problemAt("unknown_key", expected, unknownKey);
  if (!sameBytes(entry.hash, sealEntry(entry, previous, key).hash))
    return problemAt("changed", expected, "this entry was changed after it was sealed");
  return null;
}

/** Behind its last entry there is none with a number, and that one is what the head says. */
async function findWrongEnd(
  tx: Transaction,
  namespace: string | null,
  { head, position }: { head: ChainPoint; position: Position },
): Promise<Problem | null> {
  if (!sameBytes(position.hash, head.hash))
    return problemAt("head", head.number, "the last entry is not the one that was sealed as the last");
  const [next] = await listSealed(tx, namespace, { after: head.number, limit: 1 });
  return next === undefined ? null : problemAt("added", next.number, "this entry has a number, but was never sealed");
}

function findWrongPoint(
  kind: "head" | "checkpoint",
  { namespace, point, keys }: { namespace: string | null; point: ChainPoint; keys: AuditKeys },
): Problem | null {
  const key = keys.find(({ id }) => id === point.keyId);
  if (key === undefined) return problemAt("unknown_key", point.number, unknownKey);
  if (sameBytes(point.signature, signPoint(key, kind, { ...point, namespace }).signature)) return null;
  const what = kind === "head" ? "up to where the chain is sealed" : "up to where entries are kept no longer";
  return problemAt(kind, point.number, `what is stored of ${what} is not what was signed`);
}

const unknownKey = "it was sealed with a SECRET_KEY that this installation does not have (SECRET_KEY_PREVIOUS)";

function problemAt(kind: ChainProblemKind, number: bigint, message: string): Problem {
  return { kind, number: Number(number), message };
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
