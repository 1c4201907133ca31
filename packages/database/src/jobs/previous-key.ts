import type { Transaction } from "../client.ts";

/** The fingerprint of the key with which something may be sealed still that is not SECRET_KEY any more; null: nothing is. */
export async function findPreviousKeyFingerprint(tx: Transaction): Promise<Uint8Array | null> {
  const row = await tx.installation.findUniqueOrThrow({
    where: { id: 1 },
    select: { previousKeyFingerprint: true },
  });
  return row.previousKeyFingerprint;
}

/** Says that nothing is sealed any more with the key of this fingerprint. */
export async function forgetPreviousKey(tx: Transaction, fingerprint: Buffer<ArrayBuffer>): Promise<void> {
  await tx.installation.updateMany({
    where: { id: 1, previousKeyFingerprint: fingerprint },
    data: { previousKeyFingerprint: null },
  });
}
