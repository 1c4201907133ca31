import { closeManagement, endWaiting, type Management, openManagement } from "@understudy/management";
import { createSealing, deriveKey } from "@understudy/runtime";
import { getConfig } from "../config.ts";

declare global {
  /** Next.js bundles this file several times; the process shall have one pool of connections. */
  var understudyManagement: { management: Management; endWaiting: () => void; close: () => Promise<void> } | undefined;
}

/** The process's one Management, opened on first use. `main.ts` closes it through the global. */
export function getManagement(): Management {
  globalThis.understudyManagement ??= open();
  return globalThis.understudyManagement.management;
}

function open(): NonNullable<typeof globalThis.understudyManagement> {
  const { databaseUrl, secretKey, guard } = getConfig();
  const management = openManagement({ databaseUrl, sealing: createSealing(deriveKey(secretKey, "sealing")), guard });
  return { management, endWaiting: () => endWaiting(management), close: () => closeManagement(management) };
}
