import { administer, administerOne, oversee } from "./classes.ts";
import { plain, type Row } from "./row.ts";

/** Licences of the installation. */
export const licenceRows: Readonly<Record<string, Row>> = {
  "GET /api/v1/admin/licenses/status": plain(oversee),
  "GET /api/v1/admin/licenses/usage": plain(oversee),
  "GET /api/v1/admin/licenses/combined-limits": plain(oversee),
  "GET /api/v1/admin/licenses": plain(oversee),
  "POST /api/v1/admin/licenses/activate": plain(administer, { thing: "licenceKey", body: { key: "{key}" } }),
  "PUT /api/v1/admin/licenses/{id}": plain(administerOne, { thing: "licence", body: { note: "{new}" } }),
  "DELETE /api/v1/admin/licenses/{id}": plain(administerOne, { thing: "licence" }),
};
