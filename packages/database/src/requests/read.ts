import type { Transaction } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import type { MockKey } from "../mocks.ts";
import type { LoggedRequest } from "./logged-request.ts";
import { keptRequests } from "./prune.ts";

export interface RequestFilter {
  namespace: string;
  mockId?: string | undefined;
  /** Whether a mock answered. */
  isMatched?: boolean | undefined;
  method?: string | undefined;
  /** Part of the path, in any case. */
  path?: string | undefined;
  status?: number | undefined;
  receivedFrom?: Date | undefined;
  receivedTo?: Date | undefined;
}

export interface RequestPage {
  /** Id of the last one of the page before. */
  before?: string | undefined;
  offset?: number | undefined;
  limit: number;
  /** How much of each body is read. */
  bodyBytesMax: number;
}

/** Logged requests, newest first. */
export async function listLoggedRequests(
  tx: Transaction,
  filter: RequestFilter,
  page: RequestPage,
): Promise<LoggedRequest[]> {
  const before = page.before === undefined ? Prisma.empty : Prisma.sql`and id < ${page.before}`;
  return tx.$queryRaw<LoggedRequest[]>`
    select ${columnsWithBodies(page.bodyBytesMax)} from logged_request where ${toWhere(filter)} ${before}
    order by id desc limit ${page.limit} offset ${page.offset ?? 0}`;
}

/** How many there are. At most as many as are kept. */
export async function countLoggedRequests(tx: Transaction, filter: RequestFilter): Promise<number> {
  const rows = await tx.$queryRaw<{ count: bigint }[]>`select count(*) from logged_request where ${toWhere(filter)}`;
  return Number(rows[0]?.count ?? 0);
}

/** A logged request, whole; null when there is none in these namespaces (null: all). */
export async function findLoggedRequest(
  tx: Transaction,
  id: string,
  namespaces: readonly string[] | null,
): Promise<LoggedRequest | null> {
  const names = namespaces ?? (await tx.namespace.findMany({ select: { name: true } })).map(({ name }) => name);
  const row = await tx.loggedRequest.findFirst({ where: { namespaceName: { in: [...names] }, id } });
  if (row === null) return null;
  const { namespaceName: namespace, ...request } = row;
  return { ...request, namespace };
}

/** These logged requests of a namespace, first to last, without their bodies. */
export async function findLoggedRequests(
  tx: Transaction,
  namespace: string,
  ids: readonly string[],
): Promise<LoggedRequest[]> {
  if (ids.length === 0) return [];
  return tx.$queryRaw<LoggedRequest[]>`
    select ${columnsWithBodies(0)} from logged_request
    where namespace = ${namespace} and id = any(${[...ids]}::text[]) order by id`;
}

/** Removes what is logged of a mock's calls; returns how many there were. */
export async function deleteLoggedRequests(tx: Transaction, { namespace, id }: MockKey): Promise<number> {
  const { count } = await tx.loggedRequest.deleteMany({ where: { namespaceName: namespace, mockId: id } });
  return count;
}

/**
 * Whether older calls than those that the log still has may have been dropped since a moment: where as many are kept as can be,
 * and the oldest of them is younger than that.
 */
export async function hasDroppedRequests(
  tx: Transaction,
  { namespace, mockId, since }: { namespace: string; mockId?: string | undefined; since: Date | undefined },
): Promise<boolean> {
  const { perMock, unmatched, perNamespace } = keptRequests;
  const ofMock = mockId === undefined ? Prisma.empty : Prisma.sql`and mock_id = ${mockId}`;
  const moment = since ?? new Date(0);
  const rows = await tx.$queryRaw<{ is_dropped: boolean }[]>`
    with of_mocks as (
      select count(*) as kept, min(received_at) as oldest, case when mock_id is null then ${unmatched}::int else ${perMock}::int end as kept_max
      from logged_request where namespace = ${namespace} ${ofMock} group by mock_id
    )
    select exists (select from of_mocks where kept >= kept_max and oldest > ${moment})
      or (select sum(kept) >= ${perNamespace}::int and min(oldest) > ${moment} from of_mocks) as is_dropped`;
  return rows[0]?.is_dropped ?? false;
}

/** How often a mock was used, and when last. Uses are counted since its id was first called. */
export async function findMockUse(
  tx: Transaction,
  { namespace, id }: MockKey,
): Promise<{ uses: number; lastUseAt: Date | null }> {
  const row = await tx.mockUse.findUnique({
    where: { namespaceName_mockId: { namespaceName: namespace, mockId: id } },
  });
  return { uses: Number(row?.uses ?? 0), lastUseAt: row?.lastUseAt ?? null };
}

export interface RequestStatistics {
  matched: number;
  unmatched: number;
  failed: number;
  unwritten: number;
  /** Of all calls, milliseconds. */
  durationMs: number;
  /** Of the logged ones, milliseconds. */
  percentiles: { p95: number; p99: number };
}

/** Counts of a namespace's calls. */
export async function readRequestStatistics(tx: Transaction, namespace: string): Promise<RequestStatistics> {
  const count = await tx.requestCount.findUnique({ where: { namespaceName: namespace } });
  const [percentiles] = await tx.$queryRaw<{ p95: number | null; p99: number | null }[]>`
    select percentile_cont(0.95) within group (order by duration_ms) as p95,
      percentile_cont(0.99) within group (order by duration_ms) as p99
    from logged_request where namespace = ${namespace}`;
  return {
    matched: Number(count?.matched ?? 0),
    unmatched: Number(count?.unmatched ?? 0),
    failed: Number(count?.failed ?? 0),
    unwritten: Number(count?.unwritten ?? 0),
    durationMs: Number(count?.durationMs ?? 0),
    percentiles: { p95: percentiles?.p95 ?? 0, p99: percentiles?.p99 ?? 0 },
  };
}

/** How many calls were counted in all: it changes when there is something new. */
export async function readRequestTotal(tx: Transaction, namespace: string): Promise<number> {
  const count = await tx.requestCount.findUnique({ where: { namespaceName: namespace } });
  return count === null ? 0 : Number(count.matched + count.unmatched + count.failed);
}

function toWhere(filter: RequestFilter): Prisma.Sql {
  const { namespace, mockId, isMatched, method, path, status, receivedFrom, receivedTo } = filter;
  return Prisma.join(
    [
      Prisma.sql`namespace = ${namespace}`,
      ...(mockId === undefined ? [] : [Prisma.sql`mock_id = ${mockId}`]),
      ...(isMatched === undefined ? [] : [isMatched ? Prisma.sql`mock_id is not null` : Prisma.sql`mock_id is null`]),
      ...(method === undefined ? [] : [Prisma.sql`method = ${method}`]),
      ...(path === undefined ? [] : [Prisma.sql`strpos(lower(path), lower(${path})) > 0`]),
      ...(status === undefined ? [] : [Prisma.sql`status = ${status}`]),
      ...(receivedFrom === undefined ? [] : [Prisma.sql`received_at >= ${receivedFrom}`]),
      ...(receivedTo === undefined ? [] : [Prisma.sql`received_at < ${receivedTo}`]),
    ],
    " and ",
  );
}

function columnsWithBodies(bytesMax: number): Prisma.Sql {
  return Prisma.sql`namespace, id, received_at as "receivedAt", method, path, query, address, status,
    request_headers as "requestHeaders", substring(request_body for ${bytesMax}::int) as "requestBody",
    is_request_body_truncated or coalesce(length(request_body) > ${bytesMax}, false) as "isRequestBodyTruncated",
    mock_id as "mockId", mock_version as "mockVersion", response_headers as "responseHeaders",
    substring(response_body for ${bytesMax}::int) as "responseBody",
    is_response_body_truncated or coalesce(length(response_body) > ${bytesMax}, false) as "isResponseBodyTruncated",
    duration_ms as "durationMs"`;
}
