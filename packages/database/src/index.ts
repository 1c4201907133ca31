// The only importer of Prisma and pg: plain functions that take the database or a transaction and answer in nouns of `domain`.
// It must not know who may do what, nor why a change is made.
export * from "./abandoned-jobs.ts";
export * from "./api-tokens.ts";
export * from "./api-token-uses.ts";
export * from "./account-links.ts";
export * from "./audit-chains.ts";
export * from "./audit-entries.ts";
export * from "./audit-trail.ts";
export { applyRestore, type NamespaceVersion } from "./backups/apply-restore.ts";
export * from "./backups/backup-configs.ts";
export * from "./backups/backups.ts";
export * from "./backups/enqueue-backup.ts";
export { lockRestored } from "./backups/lock-restored.ts";
export { planRestore } from "./backups/plan-restore.ts";
export * from "./backups/restores.ts";
export { openSnapshot, type Snapshot } from "./backups/snapshot.ts";
export { finishStage, openStage, type Stage, stageRows, transactRestore } from "./backups/stage.ts";
export * from "./changes.ts";
export * from "./cleanup.ts";
export * from "./client.ts";
export type { Closing } from "./closing.ts";
export * from "./counts.ts";
export { type Backlog, measureBacklog } from "./deliveries/backlog.ts";
export * from "./database-failure.ts";
export * from "./deliveries/change.ts";
export * from "./deliveries/changeable.ts";
export * from "./deliveries/circuits.ts";
export * from "./deliveries/claim.ts";
export * from "./deliveries/enqueue.ts";
export { insertEventDeliveries, type NewEventDelivery } from "./deliveries/enqueue-events.ts";
export { unsettledPool } from "./deliveries/plan.ts";
export {
  type DeliveryFilter,
  type DeliveryScope,
  findDeliveries,
  findDelivery,
  findFinished,
  findUndelivered,
  listDeliveries,
  type StoredAttempt,
  type StoredDelivery,
  type Undelivered,
} from "./deliveries/read.ts";
export { addToDay, countDeliveriesOf, type DeliveryDay, removeDeliveryDays } from "./deliveries/day.ts";
export { countUsedQuotas, readUsedQuotas, type UsedQuotas } from "./deliveries/quota.ts";
export * from "./deliveries/redeliver-elsewhere.ts";
export * from "./deliveries/record.ts";
export * from "./deliveries/recover.ts";
export { listKeptPasts, removeIdleCircuits, removePast, removeRequests } from "./deliveries/retention.ts";
export * from "./deliveries/settle.ts";
export { listTargets, type StoredTarget } from "./deliveries/targets.ts";
export * from "./deliveries/timeline.ts";
export * from "./deliveries/wake.ts";
export * from "./deliveries/watch.ts";
export { type EmptiedTrash, emptyTrash, purgeOldMocks } from "./empty-trash.ts";
export * from "./enqueue-job.ts";
export * from "./event-webhooks.ts";
export { watchEventWebhooks } from "./event-webhook-health.ts";
export * from "./health.ts";
export {
  findIdempotentRequest,
  keepIdempotentAnswer,
  type KnownRequest,
  releaseIdempotencyKey,
  removeIdempotentRequests,
  takeIdempotencyKey,
} from "./idempotent-requests.ts";
export * from "./identity.ts";
export * from "./in-transaction.ts";
export * from "./jobs/runs.ts";
export * from "./jobs/slots.ts";
export { findPreviousKeyFingerprint, forgetPreviousKey } from "./jobs/previous-key.ts";
export * from "./licences.ts";
export type { ListPage, MomentPosition, PageBehind } from "./list-page.ts";
export * from "./listen.ts";
export * from "./members.ts";
export * from "./mock-folders.ts";
export * from "./mock-versions.ts";
export {
  closeMocks,
  findMock,
  findMocks,
  findNamespacesOfMocks,
  listChainMocks,
  listLiveMocks,
  listMocks,
  type MockFilter,
  type MockPage,
  type MockPosition,
  organiseMocks,
  putMocks,
  removeMocks,
} from "./mocks.ts";
export * from "./namespace-lifecycle.ts";
export * from "./namespace-version.ts";
export * from "./namespaces.ts";
export * from "./oidc-identities.ts";
export * from "./pending-sign-ins.ts";
export * from "./pool.ts";
export { purgeNamespace } from "./purge-namespace.ts";
export * from "./requests/flush-channel.ts";
export type { LoggedRequest } from "./requests/logged-request.ts";
export * from "./requests/prune.ts";
export * from "./requests/read.ts";
export * from "./requests/record.ts";
export * from "./requests/undefined.ts";
export { foldUses, type MockUseChange } from "./requests/use-batches.ts";
export { resealColumn, sealedColumns } from "./sealed-columns.ts";
export * from "./resolvers.ts";
export * from "./search-mocks.ts";
export * from "./second-factors.ts";
export * from "./sessions.ts";
export * from "./snapshots.ts";
export * from "./stores.ts";
export * from "./stub-keys.ts";
export * from "./tags.ts";
export * from "./template-files.ts";
export * from "./throttle.ts";
export * from "./transact.ts";
export { countTrash, findTrashGroup, listTrash, type TrashFilter, type TrashPosition } from "./trash.ts";
export {
  findTrashSettings,
  getGlobalTrashSettings,
  writeGlobalTrashSettings,
  writeTrashSettings,
} from "./trash-settings.ts";
export * from "./users.ts";
export { claimUses, findUses, type UseClaim } from "./uses.ts";
