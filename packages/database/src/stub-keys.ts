import type { StubKey } from "@understudy/domain";
import type { Transaction } from "./client.ts";
import type { StubKeyModel } from "./generated/models.ts";

/** The stub keys of a namespace, oldest first. Their number is limited where they are made. */
export async function listStubKeys(tx: Transaction, namespace: string): Promise<StubKey[]> {
  const rows = await tx.stubKey.findMany({
    where: { namespaceName: namespace },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(toStubKey);
}

/** The caller has raised the namespace's version in the same transaction, so that resolvers hear of it. */
export async function insertStubKey(
  tx: Transaction,
  { namespace, ...key }: { namespace: string; name: string; hash: Buffer<ArrayBuffer>; createdBy: string },
): Promise<StubKey> {
  return toStubKey(await tx.stubKey.create({ data: { ...key, namespaceName: namespace } }));
}

/** Likewise. False: there was none. */
export async function removeStubKey(tx: Transaction, key: { namespace: string; id: string }): Promise<boolean> {
  const { count } = await tx.stubKey.deleteMany({ where: { namespaceName: key.namespace, id: key.id } });
  return count === 1;
}

function toStubKey({ id, name, createdAt, createdBy }: StubKeyModel): StubKey {
  return { id, name, createdAt, createdBy };
}
