// What a user can do, one file a use case: authorise, change, make visible. Both REST and tRPC call it.
// It must not know HTTP, cookies or how anything is shown.
export { changePassword, replaceGivenPassword } from "./account/change-password.ts";
export { requestPasswordReset } from "./account/forgotten-password.ts";
export { getAccount } from "./account/get-account.ts";
export { requireOwnPassword } from "./account/own-password.ts";
export { endOtherSessions, endOwnSession, endSession, listSessions, type OwnSession } from "./account/sessions.ts";
export { signUp } from "./account/sign-up.ts";
export type { Actor } from "./actor.ts";
export { noteDenial } from "./audit/note-denial.ts";
export { exportAuditTrail, listAuditTrail } from "./audit/read-audit-trail.ts";
export { removeOldAuditEntries } from "./audit/remove-old-entries.ts";
export { type AuditSealer, sealAuditTrail } from "./audit/seal-audit-trail.ts";
export { createAuditKeys } from "./audit/audit-keys.ts";
export { verifyAuditTrail } from "./audit/verify-audit-trail.ts";
export {
  type BackupConfigView,
  createBackupConfig,
  deleteBackupConfig,
  getBackupConfig,
  listBackupConfigs,
  updateBackupConfig,
} from "./backups/backup-configs.ts";
export { createBackup } from "./backups/create-backup.ts";
export { deleteBackup, removeOldBackups } from "./backups/delete-backup.ts";
export { downloadBackup } from "./backups/download-backup.ts";
export { getBackup, listBackups } from "./backups/list-backups.ts";
export { makeBackup } from "./backups/make-backup.ts";
export { getRestore, listRestores, restoreBackup } from "./backups/restore-backup.ts";
export { runRestore } from "./backups/run-restore.ts";
export { uploadBackup } from "./backups/upload-backup.ts";
export { explainDatabaseFailure } from "./explain-database-failure.ts";
export { getCounts } from "./get-counts.ts";
export { getDatabaseHealth } from "./get-database-health.ts";
export { checkHealth, type HealthCheck, healthOf } from "./check-health.ts";
export { checkStatus } from "./check-status.ts";
export { changeApiToken, createApiToken, getApiToken, listApiTokens, revokeApiToken } from "./identity/api-tokens.ts";
export { findBearerActor } from "./identity/bearer.ts";
export { type KeptAnswer, runOnce } from "./idempotency/run-once.ts";
export { ensureFirstAdmin, getLocalActor } from "./identity/first-admin.ts";
export { type RateWindow, type TokenUse, countTokenUse } from "./identity/count-token-use.ts";
export { connectIdentity, disconnectIdentities, getIdentities } from "./identity/oidc/own-identities.ts";
export { signInByOidc } from "./identity/oidc/sign-in-by-oidc.ts";
export { confirmSecondFactor } from "./identity/second-factor/confirm-second-factor.ts";
export { enrolSecondFactor } from "./identity/second-factor/enrol-second-factor.ts";
export { getSecondFactor } from "./identity/second-factor/get-second-factor.ts";
export { isSignInPending, type SecondFactorDemand } from "./identity/second-factor/pending-sign-in.ts";
export { removeSecondFactor } from "./identity/second-factor/remove-second-factor.ts";
export { renewRecoveryCodes } from "./identity/second-factor/renew-recovery-codes.ts";
export { resetSecondFactor } from "./identity/second-factor/reset-second-factor.ts";
export { SignInOverError, verifySecondFactor } from "./identity/second-factor/verify-second-factor.ts";
export { findSessionActor, type SignedIn, signIn, type SignInResult, signOut } from "./identity/sign-in.ts";
export {
  changeDeliveries,
  type ChangeProgress,
  countChangeable,
  deliveryBatchMax,
} from "./deliveries/change-deliveries.ts";
export { cancelDelivery, redeliver, redeliverElsewhere } from "./deliveries/change-delivery.ts";
export type { AttemptView, DeliveryView } from "./deliveries/delivery-view.ts";
export { getDelivery } from "./deliveries/get-delivery.ts";
export { listDeliveries } from "./deliveries/list-deliveries.ts";
export { listTargets, type TargetView } from "./deliveries/list-targets.ts";
export { type DeliveryWaitResult, waitForDeliveries } from "./deliveries/wait-for-deliveries.ts";
export { deleteEventWebhook } from "./event-webhooks/delete-event-webhook.ts";
export { disableFailingWebhooks } from "./event-webhooks/disable-failing-webhooks.ts";
export { type EventWebhookView, getEventWebhook, listEventWebhooks } from "./event-webhooks/list-event-webhooks.ts";
export { saveEventWebhooks } from "./event-webhooks/save-event-webhook.ts";
export { setEventWebhookEnabled } from "./event-webhooks/set-event-webhook-enabled.ts";
export { testEventWebhook } from "./event-webhooks/test-event-webhook.ts";
export { mayChangeEventWebhooks } from "./event-webhooks/webhook-scope.ts";
export { authoriseEvents, type EventBatch, followEvents } from "./events/follow-events.ts";
export { eventKinds, type StreamEvent } from "./events/stream-event.ts";
export { changeFolder, createFolder, deleteFolder, type FolderReference, listFolders } from "./folders/folders.ts";
export { type JobView, listJobRuns, listJobs } from "./jobs/list-jobs.ts";
export { previewSchedule } from "./jobs/preview-schedule.ts";
export { runJob } from "./jobs/run-job.ts";
export { runSchedules } from "./jobs/run-schedules.ts";
export { getLicenceRights } from "./licences/licence-rights.ts";
export { type LicenceReader, readLicencesEnding } from "./licences/read-licences.ts";
export { activateLicence } from "./licences/activate-licence.ts";
export { changeLicence } from "./licences/change-licence.ts";
export { deleteLicence } from "./licences/delete-licence.ts";
export { getLicenceStanding, getLicenceUsage, type LicenceStanding, listLicences } from "./licences/get-licences.ts";
export {
  closeManagement,
  endWaiting,
  type Licensing,
  type Management,
  openManagement,
  type OpenManagementOptions,
} from "./management.ts";
export { copyMocks } from "./mocks/copy-mocks.ts";
export { deleteChain } from "./mocks/delete-chain.ts";
export { deleteMock } from "./mocks/delete-mock.ts";
export { deleteMocks } from "./mocks/delete-mocks.ts";
export { getMock } from "./mocks/get-mock.ts";
export { listMocks } from "./mocks/list-mocks.ts";
export { getMockVersion, listMockVersions, type MockVersion, restoreMockVersion } from "./mocks/mock-versions.ts";
export { organiseMocks } from "./mocks/organise-mocks.ts";
export { patchMock } from "./mocks/patch-mock.ts";
export { MockChangedError, type Precondition, revisionOf } from "./mocks/precondition.ts";
export { purgeMock } from "./mocks/purge-mock.ts";
export { restoreMock } from "./mocks/restore-mock.ts";
export { restoreMocks } from "./mocks/restore-mocks.ts";
export { saveMock } from "./mocks/save-mock.ts";
export { saveMocks } from "./mocks/save-mocks.ts";
export { changeNamespace } from "./namespaces/change-namespace.ts";
export { getCleanupPolicy, setCleanupPolicy } from "./namespaces/cleanup-policy.ts";
export { deleteNamespace } from "./namespaces/delete-namespace.ts";
export { createNamespace } from "./namespaces/create-namespace.ts";
export { getNamespace } from "./namespaces/get-namespace.ts";
export { listNamespaceNames, namespaceNamesMax } from "./namespaces/list-namespace-names.ts";
export { listNamespaceSummaries } from "./namespaces/list-namespace-summaries.ts";
export { listNamespaces } from "./namespaces/list-namespaces.ts";
export { addMember, changeMemberRole, listMembers, membersMax, removeMember } from "./namespaces/members.ts";
export { getInstallationRights, getNamespaceRights, type InstallationRights } from "./namespaces/namespace-rights.ts";
export { restoreNamespace } from "./namespaces/restore-namespace.ts";
export type { Scope } from "./namespaces/scope.ts";
export { createStubKey, listStubKeys, revokeStubKey } from "./namespaces/stub-keys.ts";
export { explainRequest, type RequestSource } from "./requests/explain-request.ts";
export { getRequest } from "./requests/get-request.ts";
export { listRequests } from "./requests/list-requests.ts";
export { clearMockLogs, listMockLogs } from "./requests/mock-logs.ts";
export { type PreviewedMock, previewMock } from "./requests/preview-mock.ts";
export { getRequestStatistics } from "./requests/request-statistics.ts";
export type { RequestView } from "./requests/request-view.ts";
export { getTimeline } from "./requests/timeline/get-timeline.ts";
export type { Timeline } from "./requests/timeline/timeline.ts";
export { verifyRequests } from "./requests/verify-requests.ts";
export { recordJobChanges } from "./record-changes.ts";
export { searchEntities } from "./search-entities.ts";
export { deleteStoreEntry, hasChain, listStore, setStoreEntry, storeEntriesMax } from "./stores/store-entries.ts";
export { createTag, listTags } from "./tags/tags.ts";
export {
  deleteTemplate,
  getTemplate,
  listTemplates,
  saveTemplate,
  type TemplateFileInfo,
} from "./templates/templates.ts";
export { listTrash, summariseTrash } from "./trash/list-trash.ts";
export { purgeTrash, purgeTrashNow } from "./trash/purge-trash.ts";
export { restoreTrash, restoreTrashGroup } from "./trash/restore-trash.ts";
export { getTrashSettings, setTrashSettings } from "./trash/trash-settings.ts";
export { deleteUndefinedRequests, ignoreUndefinedRequest } from "./undefined-requests/change-undefined-requests.ts";
export { createMockOfUndefinedRequest } from "./undefined-requests/create-mock-of-undefined-request.ts";
export { listUndefinedRequests } from "./undefined-requests/list-undefined-requests.ts";
export type { UndefinedRequestView } from "./undefined-requests/undefined-request-view.ts";
export { type AccountLink, makeMailedLink } from "./users/account-links.ts";
export { changeUser } from "./users/change-user.ts";
export { createUser } from "./users/create-user.ts";
export { deleteUser } from "./users/delete-user.ts";
export { disableUser, enableUser } from "./users/enable-user.ts";
export { type HandedLink, inviteUser, sendAccountLink } from "./users/invite-user.ts";
export { listUsers } from "./users/list-users.ts";
export { setUserPassword } from "./users/set-user-password.ts";
export { findLink, setPasswordByLink } from "./users/use-account-link.ts";
export { createWriteTurns } from "./write-turns.ts";
export { type InstallationMeasures, measureInstallation, readConnections } from "./measure-installation.ts";
