import type { Transaction } from "../client.ts";
import type { UndefinedRequestModel, UndefinedRequestWhereInput } from "../generated/models.ts";
import { cutPage, type ListPage, type MomentPosition } from "../list-page.ts";

/** Calls of one method and path that no mock matched. */
export interface UndefinedRequest {
  namespace: string;
  id: string;
  method: string;
  path: string;
  calls: number;
  firstSeenAt: Date;
  lastSeenAt: Date;
  ignored: boolean;
  /** Of the last of them, as in LoggedRequest. */
  query: string;
  requestHeaders: Uint8Array;
  requestBody: Uint8Array | null;
  /** JSON text in UTF-8. */
  explanation: Uint8Array | null;
}

/** A page of them, those that were seen last first, and how many there are in all. */
export async function listUndefinedRequests(
  tx: Transaction,
  filter: { namespace: string; ignored?: boolean | undefined },
  { offset = 0, after, limit }: ListPage<MomentPosition>,
): Promise<{ requests: UndefinedRequest[]; total: number; next: MomentPosition | null }> {
  const where = {
    namespaceName: filter.namespace,
    ...(filter.ignored !== undefined && { ignored: filter.ignored }),
  };
  const [rows, total] = await Promise.all([
    tx.undefinedRequest.findMany({
      where: after === undefined ? where : { AND: [where, isBehind(after)] },
      orderBy: [{ lastSeenAt: "desc" }, { id: "asc" }],
      skip: offset,
      take: limit + 1,
    }),
    tx.undefinedRequest.count({ where }),
  ]);
  const { page, next } = cutPage(rows, limit, ({ lastSeenAt, id }) => ({ at: lastSeenAt, id }));
  return { requests: page.map(toUndefinedRequest), total, next };
}

function isBehind({ at, id }: MomentPosition): UndefinedRequestWhereInput {
  return { lastSeenAt: { lte: at }, OR: [{ lastSeenAt: { lt: at } }, { id: { gt: id } }] };
}

/** Null when there is none in these namespaces (null: all). Ids are made of the namespace as well, so there is one at most. */
export async function findUndefinedRequest(
  tx: Transaction,
  id: string,
  namespaces: readonly string[] | null,
): Promise<UndefinedRequest | null> {
  const names = namespaces ?? (await tx.namespace.findMany({ select: { name: true } })).map(({ name }) => name);
  const row = await tx.undefinedRequest.findFirst({ where: { namespaceName: { in: [...names] }, id } });
  return row && toUndefinedRequest(row);
}

export async function ignoreUndefinedRequest(tx: Transaction, key: { namespace: string; id: string }): Promise<void> {
  await tx.undefinedRequest.updateMany({
    where: { namespaceName: key.namespace, id: key.id },
    data: { ignored: true },
  });
}

/** Removes these of a namespace, or all of it; returns how many there were. */
export async function deleteUndefinedRequests(
  tx: Transaction,
  namespace: string,
  ids: readonly string[] | "all",
): Promise<number> {
  const { count } = await tx.undefinedRequest.deleteMany({
    where: { namespaceName: namespace, ...(ids !== "all" && { id: { in: [...ids] } }) },
  });
  return count;
}

function toUndefinedRequest({ namespaceName: namespace, calls, ...row }: UndefinedRequestModel): UndefinedRequest {
  return { ...row, namespace, calls: Number(calls) };
}
