import { type Access, look, oversee } from "./classes.ts";
import { plain, type Row } from "./row.ts";

/** The audit trail of a namespace is for its owners; support reads everything. */
export const readAudit: Access = { ...look, viewer: "403 404 404", editor: "403 404 404" };

/** The audit trail over REST. */
export const auditRows: Readonly<Record<string, Row>> = {
  "GET /api/v1/admin/audit": plain(oversee),
  "GET /api/v1/admin/audit/export": plain(oversee),
  // Of one chain: the matrix writes into very many.
  "GET /api/v1/admin/audit/verify": { ...plain(oversee), query: "installation=true" },
  "GET /api/v1/namespaces/{ns}/audit": plain(readAudit),
  "GET /api/v1/namespaces/{ns}/audit/export": plain(readAudit),
};
