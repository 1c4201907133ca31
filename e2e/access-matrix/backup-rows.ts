import { administer, administerOne, oversee, overseeOne } from "./classes.ts";
import { plain, type Row } from "./row.ts";

const base = "/api/v1/admin/backups";
const config = { name: "{new}", schedule: "0 3 * * *" };

/** Backups are of the whole installation: for its admins; support looks at which there are, but not into them. */
export const backupRows: Readonly<Record<string, Row>> = {
  [`GET ${base}/configs`]: plain(oversee),
  [`POST ${base}/configs`]: plain(administer, { body: config }),
  [`GET ${base}/configs/{id}`]: plain(overseeOne, { thing: "backupConfig" }),
  [`PUT ${base}/configs/{id}`]: plain(administerOne, { thing: "backupConfig", body: config }),
  [`DELETE ${base}/configs/{id}`]: plain(administerOne, { thing: "backupConfig" }),
  [`GET ${base}/configs/{id}/backups`]: plain(overseeOne, { thing: "backupConfig" }),
  [`GET ${base}`]: plain(oversee),
  [`POST ${base}/create`]: plain(administer, { body: { namespace: "sandbox" } }),
  [`GET ${base}/download`]: plain(administerOne, { thing: "backup", query: "id={id}" }),
  // What is sent is no backup: whoever may, hears so.
  [`POST ${base}/upload`]: plain(administer, { body: {}, except: { admin: "400" } }),
  [`POST ${base}/restore`]: plain(administerOne, { thing: "backup", body: { backupId: "{id}", dryRun: true } }),
  [`GET ${base}/restores`]: plain(oversee),
  [`GET ${base}/restores/{id}`]: plain(overseeOne, { thing: "backupRestore" }),
  [`GET ${base}/{id}`]: plain(overseeOne, { thing: "backup" }),
  [`POST ${base}/{id}/delete`]: plain(administerOne, { thing: "backup" }),
  [`DELETE ${base}/{id}`]: plain(administerOne, { thing: "backup" }),
};
