/** Changes of a namespace that its event webhooks can ask for (seed, Namespace Webhooks). */
export const namespaceEventOperations = [
  "mock.create",
  "mock.update",
  "mock.delete",
  "mock.restore",
  "user.add_to_namespace",
] as const;
export type NamespaceEventOperation = (typeof namespaceEventOperations)[number];

/** Changes that event webhooks of the installation can ask for (seed, Admin Webhooks). */
export const adminEventOperations = [
  "namespace.create",
  "namespace.delete",
  "namespace.update",
  "namespace.user.add",
  "user.create",
  "user.delete",
  "user.update",
  "user.password.set",
  "job.run",
  "backup.create",
  "backup.restore",
  "license.create",
  "license.update",
  "license.delete",
] as const;
export type AdminEventOperation = (typeof adminEventOperations)[number];

/** Changes that no event webhook asks for. They stand in the audit trail. */
export const auditOperations = [
  "mock.purge",
  "namespace.restore",
  "namespace.user.update",
  "namespace.user.remove",
  "webhook.create",
  "webhook.update",
  "webhook.delete",
  "webhook.disable",
  "mock.organise",
  "mock.clean_up",
  "namespace.purge",
  "trash.empty",
  "store.set",
  "store.delete",
  "template.save",
  "template.delete",
  "tag.create",
  "folder.create",
  "folder.update",
  "folder.delete",
  "undefined_request.ignore",
  "undefined_request.delete",
  "request.clear",
  "delivery.cancel",
  "delivery.redeliver",
  "delivery.redeliver_elsewhere",
  "stub_key.create",
  "stub_key.revoke",
  "token.create",
  "token.update",
  "token.revoke",
  "session.create",
  "session.end",
  "second_factor.enrol",
  "second_factor.confirm",
  "second_factor.remove",
  "second_factor.reset",
  "recovery_codes.renew",
  "identity.connect",
  "identity.disconnect",
  "account_link.send",
  "backup.delete",
  "backup.upload",
  "backup.download",
  "backup.config.create",
  "backup.config.update",
  "backup.config.delete",
] as const;

/** What a change does, as the audit trail and event webhooks name it. */
export type Operation = NamespaceEventOperation | AdminEventOperation | (typeof auditOperations)[number];
