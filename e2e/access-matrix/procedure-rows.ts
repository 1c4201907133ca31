import {
  type Access,
  administer,
  administerOne,
  edit,
  editFound,
  known,
  look,
  mine,
  oversee,
  overseeOne,
  own,
  ownAccount,
} from "./classes.ts";
import { readAudit } from "./audit-rows.ts";
import { plain, type Row } from "./row.ts";
import { lookBeyondViewers, ofNamespace } from "./webhook-rows.ts";

/** A procedure takes its input as `body`, whether it is a query or a mutation. */
export interface ProcedureRow extends Row {
  kind: "query" | "mutation";
}

/** The dashboard is asked with a session and nothing else: no API token is anybody there. */
function sessionOnly(access: Access): Access {
  const single = !access.owner.includes(" ");
  const nobody = single ? "401" : "401 401 401";
  return { ...access, lacking: nobody, elsewhere: nobody };
}

const query = (access: Access, options: Omit<Row, "access"> = {}): ProcedureRow => ({
  ...plain(sessionOnly(access), options),
  kind: "query",
});
const mutation = (access: Access, options: Omit<Row, "access"> = {}): ProcedureRow => ({
  ...plain(sessionOnly(access), options),
  kind: "mutation",
});

const named = { namespace: "{ns}" };
const one = { namespace: "{ns}", id: "{id}" };
const many = { namespace: "{ns}", mockId: "none", change: "cancel" };
const ofGroup = { namespace: "{ns}", groupId: "{groupId}" };
const ofMember = { namespace: "{ns}", userId: "{userId}" };

const scoped = { scope: "{ns}" };
const oneWebhook = { thing: "eventWebhook", body: { scope: "{ns}", id: "{id}" } } as const;
/** Event webhooks of namespaces; those of the installation go the same way, and are tried over REST. */
const webhookProcedureRows = {
  "eventWebhooks.list": query(lookBeyondViewers, { body: scoped }),
  "eventWebhooks.save": mutation(own, { body: { ...scoped, webhook: ofNamespace } }),
  "eventWebhooks.setEnabled": mutation(own, { ...oneWebhook, body: { ...oneWebhook.body, enabled: false } }),
  "eventWebhooks.delete": mutation(own, oneWebhook),
  "eventWebhooks.test": mutation(own, oneWebhook),
};

const cleanupForm = {
  ...{ isEnabled: false, isPurgingDeleted: true, isDeletingExpired: true, schedule: "" },
  ...{ mocksDays: 0, unusedMocksDays: 0, logsDays: 0, undefinedRequestsDays: 0 },
};

/** Every tRPC procedure of the dashboard. */
export const procedureRows: Readonly<Record<string, ProcedureRow>> = {
  "namespaces.list": query(known),
  "allNamespaces.list": query(oversee, { body: {} }),
  "allNamespaces.create": mutation(administer, { body: { namespace: "{new}" } }),
  "allNamespaces.delete": mutation(administerOne, { thing: "liveNamespace", body: named }),
  "allNamespaces.restore": mutation(administerOne, { thing: "deletedNamespace", body: named }),
  ...webhookProcedureRows,
  "namespaceSettings.get": query(look, { body: named }),
  "namespaceSettings.change": mutation(own, { body: { ...named, change: { description: "changed" } } }),
  // The policy is read first: support may do that, and is told that there is none.
  "namespaceSettings.changeCleanup": mutation(
    { ...own, support: "403 403 404" },
    { body: { ...named, form: cleanupForm } },
  ),
  "namespaceSettings.delete": mutation(own, { thing: "liveNamespace", body: named }),
  "namespaceSettings.addMember": mutation(own, {
    thing: "noMember",
    body: { ...named, member: { username: "stranger", role: "viewer" } },
  }),
  "namespaceSettings.changeRole": mutation(own, { thing: "member", body: { ...ofMember, role: "editor" } }),
  "namespaceSettings.removeMember": mutation(own, { thing: "member", body: ofMember }),
  "namespaceSettings.createStubKey": mutation(own, { body: { ...named, name: "{new}" } }),
  "namespaceSettings.revokeStubKey": mutation(own, { thing: "stubKey", body: one }),
  "trash.list": query(look, { body: named }),
  "trash.settings": query(look, { body: named }),
  "trash.setSettings": mutation(own, { body: { ...named, days: 30, isEnabled: true } }),
  "trash.restore": mutation(edit, { thing: "trashGroup", body: ofGroup }),
  "trash.purge": mutation(edit, { thing: "trashGroup", body: ofGroup }),
  "mocks.list": query(look, { body: named }),
  "mocks.get": query(look, { thing: "mock", body: one }),
  "mocks.delete": mutation(edit, { thing: "mock", body: one }),
  "deliveries.list": query(look, { body: named }),
  "deliveries.get": query(look, { thing: "failedDelivery", body: one }),
  "deliveries.redeliver": mutation(editFound, { thing: "failedDelivery", body: { id: "{id}" } }),
  "deliveries.cancel": mutation(editFound, { thing: "pendingDelivery", body: { id: "{id}" } }),
  "deliveries.countChangeable": query(edit, { body: many }),
  "deliveries.changeMany": mutation(edit, { body: { ...many, cursor: null } }),
  "requests.list": query(look, { body: named }),
  "requests.get": query(look, { thing: "request", body: one }),
  "secondFactor.get": query(ownAccount()),
  "secondFactor.enrol": mutation(ownAccount()),
  "secondFactor.confirm": mutation(ownAccount("400"), { thing: "enrolment", body: { code: "000000" } }),
  "secondFactor.renewRecoveryCodes": mutation(ownAccount("409"), { body: { password: "wrong" } }),
  "secondFactor.remove": mutation(ownAccount("409"), { body: { password: "wrong" } }),
  "identities.get": query(ownAccount()),
  "identities.startConnecting": mutation(known),
  "identities.disconnect": mutation(ownAccount()),
  "account.get": query(known),
  "account.sessions": query(ownAccount()),
  // A wrong password, one that is their own already, and no such session: the right ways are in the tests of accounts.
  "account.changePassword": mutation(ownAccount("400"), {
    body: { current_password: "wrong password", new_password: "another good password" },
  }),
  "account.replaceGivenPassword": mutation(ownAccount("403"), { body: { new_password: "another good password" } }),
  "account.endSession": mutation(ownAccount("404"), { body: { id: "none" } }),
  "backups.list": query(oversee, { body: {} }),
  "backups.create": mutation(administer, { body: { configId: null } }),
  "backups.delete": mutation(administerOne, { thing: "backup", body: { id: "{id}" } }),
  "backups.configs": query(oversee),
  "backups.createConfig": mutation(administer, { body: { name: "{new}" } }),
  "backups.updateConfig": mutation(administerOne, {
    thing: "backupConfig",
    body: { id: "{id}", config: { name: "{new}" } },
  }),
  "backups.deleteConfig": mutation(administerOne, { thing: "backupConfig", body: { id: "{id}" } }),
  "backups.restore": mutation(administerOne, { thing: "backup", body: { id: "{id}", isDryRun: true } }),
  "backups.restoreStatus": query(overseeOne, { thing: "backupRestore", body: { id: "{id}" } }),
  "users.list": query(oversee, { body: {} }),
  "users.invite": mutation(administer, { body: { username: "{new}" } }),
  "users.change": mutation(administerOne, { thing: "user", body: { id: "{id}", change: { role: "user" } } }),
  "users.setPassword": mutation(overseeOne, { thing: "user", body: { id: "{id}", password: "another good password" } }),
  "users.makeLink": mutation(overseeOne, { thing: "user", body: { id: "{id}" } }),
  "users.enable": mutation(overseeOne, { thing: "user", body: { id: "{id}" } }),
  "users.disable": mutation(overseeOne, { thing: "user", body: { id: "{id}" } }),
  "licences.overview": query(oversee),
  "licences.activate": mutation(administer, { thing: "licenceKey", body: { key: "{key}" } }),
  "licences.change": mutation(administerOne, { thing: "licence", body: { id: "{id}", change: { note: "{new}" } } }),
  "licences.delete": mutation(administerOne, { thing: "licence", body: { id: "{id}" } }),
  "users.delete": mutation(administerOne, { thing: "user", body: { id: "{id}" } }),
  "audit.list": query(readAudit, { body: named }),
  "audit.verify": query(oversee),
  "jobs.list": query(oversee),
  "jobs.runs": query(overseeOne, { thing: "job", body: { name: "{name}" } }),
  "jobs.run": mutation(administerOne, { thing: "otherJob", body: { name: "{name}" } }),
  "jobs.previewSchedule": query(known, { body: { schedule: "0 3 * * *" } }),
  "tokens.list": query(known, { body: {} }),
  "tokens.create": mutation(known, { body: { name: "{new}" } }),
  "tokens.revoke": mutation(mine, { thing: "token", body: { id: "{id}" } }),
};
