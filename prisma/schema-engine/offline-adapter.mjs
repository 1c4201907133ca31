import { ColumnTypeEnum, DriverAdapterError } from "@prisma/driver-adapter-utils";

/**
 * Stands in for the database where none is configured: the engine asks for the server's version even to compare two files.
 * It answers that one question for the oldest PostgreSQL that we support, and refuses all others.
 */
export function createOfflineAdapterFactory() {
  return { ...identity, connect: async () => adapter, connectToShadowDb: refuse };
}

const identity = { provider: "postgres", adapterName: "offline" };

const adapter = {
  ...identity,
  queryRaw: async (query) => (query.sql.includes("server_version_num") ? versionAnswer : refuse()),
  executeRaw: refuse,
  executeScript: refuse,
  startTransaction: refuse,
  dispose: async () => {},
  getConnectionInfo: () => ({ supportsRelationJoins: true }),
};

const versionAnswer = {
  columnNames: ["exists", "version", "numeric_version"],
  columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
  rows: [[true, "PostgreSQL 15.0", 150_000]],
};

async function refuse() {
  const message = "this command needs a database: set DATABASE_URL";
  throw new DriverAdapterError({ kind: "postgres", code: "08001", severity: "ERROR", message });
}
