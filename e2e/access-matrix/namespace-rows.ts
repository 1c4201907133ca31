import { administer, administerOne, edit, look, oversee, overseeOne, own } from "./classes.ts";
import { inNamespace, plain, type Row } from "./row.ts";

const groups = { cascade_group_ids: ["{groupId}"] };
const purge = { ...groups, confirmation: "I understand this is permanent" };
const newMember = { username: "stranger", role: "viewer" };
const trashSettings = { retention_days: 30, enabled: true };

/** What concerns namespaces as such: who belongs to them, their end and their trash; for their own people, and for admins. */
export const namespaceRows: Readonly<Record<string, Row>> = {
  "DELETE /api/v1/namespaces/{ns}": plain(own, { thing: "liveNamespace" }),
  "GET /api/v1/namespaces/{ns}/users": plain(look),
  "POST /api/v1/namespaces/{ns}/users": plain(own, { thing: "noMember", body: newMember }),
  "PUT /api/v1/namespaces/{ns}/users/{userId}/role": plain(own, { thing: "member", body: { role: "editor" } }),
  "DELETE /api/v1/namespaces/{ns}/users/{userId}": plain(own, { thing: "member" }),
  "GET /api/v1/namespaces/{ns}/cleanup-policy": plain(look),
  "PUT /api/v1/namespaces/{ns}/cleanup-policy": plain(own, { body: { enabled: false } }),
  "GET /api/v1/namespaces/{ns}/stub-keys": plain(look),
  "POST /api/v1/namespaces/{ns}/stub-keys": plain(own, { body: { name: "{new}" } }),
  "DELETE /api/v1/namespaces/{ns}/stub-keys/{id}": plain(own, { thing: "stubKey" }),
  "GET /api/v1/namespaces/{ns}/trash": plain(look),
  "GET /api/v1/namespaces/{ns}/trash/summary": plain(look),
  "GET /api/v1/namespaces/{ns}/trash/settings": plain(look),
  "PUT /api/v1/namespaces/{ns}/trash/settings": plain(own, { body: trashSettings }),
  "POST /api/v1/namespaces/{ns}/trash/restore-cascade/{groupId}": plain(edit, { thing: "trashGroup" }),
  "POST /api/v1/namespaces/{ns}/trash/restore": plain(edit, { thing: "trashGroup", body: groups }),
  "POST /api/v1/namespaces/{ns}/trash/purge": plain(edit, { thing: "trashGroup", body: purge }),
  "GET /api/v1/entity-search": inNamespace(look, {
    query: "type=mock&namespace={ns}",
    // A token that is bound searches its own namespace, whatever it asks for (contract C9, G5).
    except: { elsewhere: "200" },
  }),

  "GET /api/v1/admin/namespaces": plain(oversee),
  "DELETE /api/v1/admin/namespaces/{ns}": plain(administerOne, { thing: "liveNamespace" }),
  "PUT /api/v1/admin/namespaces/{ns}/restore": plain(administerOne, { thing: "deletedNamespace" }),
  "GET /api/v1/admin/namespaces/{ns}/users": plain(overseeOne),
  "POST /api/v1/admin/namespaces/{ns}/users": plain(administerOne, { thing: "noMember", body: newMember }),
  "PUT /api/v1/admin/namespaces/{ns}/users/{userId}/role": plain(administerOne, {
    thing: "member",
    body: { role: "editor" },
  }),
  "DELETE /api/v1/admin/namespaces/{ns}/users/{userId}": plain(administerOne, { thing: "member" }),
  "GET /api/v1/admin/namespaces/{ns}/cleanup-policy": plain(overseeOne),
  "PUT /api/v1/admin/namespaces/{ns}/cleanup-policy": plain(administerOne, { body: { enabled: false } }),
  "GET /api/v1/admin/trash": plain(oversee),
  "GET /api/v1/admin/trash/summary": plain(oversee),
  "GET /api/v1/admin/trash/settings/global": plain(oversee),
  "PUT /api/v1/admin/trash/settings/global": plain(administer, { body: trashSettings }),
  "POST /api/v1/admin/trash/restore-cascade/{groupId}": plain(administerOne, { thing: "trashGroup" }),
  "POST /api/v1/admin/trash/restore": plain(administer, { thing: "trashGroup", body: groups }),
  "POST /api/v1/admin/trash/purge": plain(administer, { thing: "trashGroup", body: purge }),
  // It does what the worker does within the hour, and takes nothing that is younger than 30 days.
  "POST /api/v1/admin/trash/purge-now": plain(administer),
};
