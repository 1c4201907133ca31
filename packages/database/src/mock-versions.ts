import type { Mock, MockDefinition } from "@understudy/domain";
import type { Transaction } from "./client.ts";
import type { MockVersionModel } from "./generated/models.ts";
import { type MockKey, parseDefinition } from "./mocks.ts";

/** What a mock was after one of its saves. */
export interface MockVersion {
  namespace: string;
  mockId: string;
  version: number;
  definition: MockDefinition;
  savedAt: Date;
}

/** How much of a mock's history is kept: the newest saves, of this size together. The last one is always kept. */
const versionsMax = 100;
const versionBytesMax = 16 * 1024 * 1024;

/** Writes what mocks of one namespace are now into their history, and takes the oldest of it away. */
export async function addMockVersions(tx: Transaction, mocks: readonly Mock[]): Promise<void> {
  const namespace = mocks[0]?.namespace;
  if (namespace === undefined) return;
  await tx.mockVersion.createMany({
    data: mocks.map((mock) => ({
      namespaceName: namespace,
      mockId: mock.id,
      version: mock.version,
      definition: JSON.stringify(mock.definition),
      savedAt: mock.updatedAt,
    })),
  });
  await tx.$executeRaw`
    delete from mock_version using (
      select mock_id, version,
             row_number() over newest as place,
             sum(octet_length(definition)) over newest as bytes
      from mock_version where namespace = ${namespace} and mock_id = any(${mocks.map(({ id }) => id)})
      window newest as (partition by mock_id order by version desc)
    ) as kept
    where mock_version.namespace = ${namespace} and mock_version.mock_id = kept.mock_id
      and mock_version.version = kept.version
      and kept.place > 1 and (kept.place > ${versionsMax} or kept.bytes > ${versionBytesMax})`;
}

/** The history of a mock that is kept, newest first. */
export async function listMockVersions(tx: Transaction, { namespace, id }: MockKey): Promise<MockVersion[]> {
  const rows = await tx.mockVersion.findMany({
    where: { namespaceName: namespace, mockId: id },
    orderBy: { version: "desc" },
    take: versionsMax,
  });
  return rows.map(toMockVersion);
}

/** A version of a mock and the one before it; either is null when it is not there, or no longer. */
export async function findMockVersion(
  tx: Transaction,
  { namespace, id }: MockKey,
  version: number,
): Promise<{ version: MockVersion | null; previous: MockVersion | null }> {
  const rows = await tx.mockVersion.findMany({
    where: { namespaceName: namespace, mockId: id, version: { lte: version } },
    orderBy: { version: "desc" },
    take: 2,
  });
  const [newest, previous] = rows.map(toMockVersion);
  if (newest?.version !== version) return { version: null, previous: newest ?? null };
  return { version: newest, previous: previous ?? null };
}

function toMockVersion(row: MockVersionModel): MockVersion {
  return {
    namespace: row.namespaceName,
    mockId: row.mockId,
    version: row.version,
    definition: parseDefinition(row.definition),
    savedAt: row.savedAt,
  };
}
