import {
  closeManagement,
  endWaiting,
  type InstallationMeasures,
  type Management,
  measureInstallation,
  openManagement,
  readConnections,
} from "@understudy/management";
import { deriveAuditKeys, deriveBackupKeys, deriveSealing } from "@understudy/runtime";
import { getConfig } from "../config.ts";

declare global {
  /** Next.js bundles this file several times; the process shall have one pool of connections. */
  var understudyManagement: OpenedManagement | undefined;
}

/** What `main.ts` needs of it, which is not bundled and has other copies of the packages. */
interface OpenedManagement {
  management: Management;
  measure: () => Promise<InstallationMeasures>;
  connections: () => ReturnType<typeof readConnections>;
  endWaiting: () => void;
  close: () => Promise<void>;
}

/** The process's one Management, opened on first use. `main.ts` closes it through the global. */
export function getManagement(): Management {
  globalThis.understudyManagement ??= open();
  return globalThis.understudyManagement.management;
}

function open(): OpenedManagement {
  const { databaseUrl, keys, guard, licensing, backups } = getConfig();
  const management = openManagement({
    databaseUrl,
    sealing: deriveSealing(keys),
    auditKeys: deriveAuditKeys(keys),
    guard,
    licensing,
    backups: { ...backups, ...keys, deriveKeys: deriveBackupKeys },
  });
  return {
    management,
    measure: () => measureInstallation(management),
    connections: () => readConnections(management),
    endWaiting: () => endWaiting(management),
    close: () => closeManagement(management),
  };
}
