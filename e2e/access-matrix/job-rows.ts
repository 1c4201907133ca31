import { administerOne, oversee, overseeOne } from "./classes.ts";
import { plain, type Row } from "./row.ts";

/** Jobs of the installation. */
export const jobRows: Readonly<Record<string, Row>> = {
  "GET /api/v1/admin/jobs": plain(oversee),
  "GET /api/v1/admin/jobs/{name}/runs": plain(overseeOne, { thing: "job" }),
  "POST /api/v1/admin/jobs/{name}/run": plain(administerOne, { thing: "job" }),
};
