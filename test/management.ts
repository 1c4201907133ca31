import { createSealing, deriveKey } from "@understudy/runtime";
import { type Management, openManagement } from "../packages/management/src/index.ts";
import { testSecretKey } from "./postgres.ts";

/** What a process has that serves the API on this database, with the settings' defaults. */
export function openTestManagement(databaseUrl: string): Management {
  return openManagement({
    databaseUrl,
    sealing: createSealing(deriveKey(testSecretKey, "sealing")),
    guard: {
      allowPrivate: false,
      allowHosts: [],
      ownOrigin: { publicOrigin: "http://localhost:5770", port: 5770, resolverOrigin: "http://127.0.0.1:5770" },
    },
  });
}
