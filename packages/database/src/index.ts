// The only importer of Prisma and pg: plain functions that take the database or a transaction and answer in nouns of `domain`.
// It must not know who may do what, nor why a change is made.
export * from "./abandoned-jobs.ts";
export * from "./client.ts";
export * from "./deliveries/change.ts";
export * from "./deliveries/claim.ts";
export * from "./deliveries/enqueue.ts";
export * from "./deliveries/read.ts";
export * from "./deliveries/record.ts";
export * from "./deliveries/recover.ts";
export * from "./deliveries/wake.ts";
export * from "./health.ts";
export * from "./identity.ts";
export * from "./listen.ts";
export { closeMock, findMock, findNamespacesOfMock, listMocks, type MockFilter, putMock, removeMock } from "./mocks.ts";
export * from "./namespace-version.ts";
export * from "./namespaces.ts";
export * from "./pool.ts";
export * from "./resolvers.ts";
export * from "./snapshots.ts";
export * from "./stores.ts";
export * from "./transact.ts";
export { claimUses, findUses, type UseClaim } from "./uses.ts";
