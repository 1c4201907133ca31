import { type Database, openDatabase } from "@understudy/database";
import type { Sealing } from "@understudy/domain";
import { createDestinationGuard, type DestinationGuard, type GuardOptions } from "@understudy/egress";
import { type AuditKeys, createAuditKeys } from "./audit/audit-keys.ts";
import { createDenialLog, type DenialLog } from "./audit/denial-log.ts";
import { type BackupOptions, type Backups, openBackups } from "./backups/backups.ts";
import { type ChangeWaiter, createChangeWaiter } from "./change-waiter.ts";
import { createFlushWaiter, type FlushWaiter } from "./flush-waiter.ts";
import { createPresenceCheck, type PresenceCheck } from "./presence-check.ts";
import { createLiveIndexes, type LiveIndexes } from "./requests/live-index.ts";
import { openResolverWaiter, type ResolverWaiter } from "./resolver-waiter.ts";
import { createWaitingPlaces, type WaitingPlaces } from "./waiting-places.ts";
import { createWriteTurns, type WriteTurns } from "./write-turns.ts";

/** What every use case works on. Opened once a process. */
export interface Management {
  db: Database;
  resolvers: ResolverWaiter;
  changes: ChangeWaiter;
  requestLog: FlushWaiter;
  /** Which resolvers keep up. */
  presence: PresenceCheck;
  sealing: Sealing;
  auditKeys: AuditKeys;
  /** Attempts that were denied, on their way into the audit trail. */
  denials: DenialLog;
  guard: DestinationGuard;
  licensing: Licensing;
  liveIndexes: LiveIndexes;
  writeTurns: WriteTurns;
  /** Callers that wait for deliveries. */
  deliveryWaits: WaitingPlaces;
  /** Callers that follow what happens. */
  eventStreams: WaitingPlaces;
  /** Where backups are kept, and with which keys. */
  backups: Backups;
}

/** What LICENSE_REQUIRED and LICENSE_PUBLIC_KEY say. */
export interface Licensing {
  /** Whether the community limits hold while no licence is active. */
  isRequired: boolean;
  /** Whose licences count: 32 bytes as base64. Null: nobody's. */
  publicKey: string | null;
}

export interface OpenManagementOptions {
  databaseUrl: string;
  /** What secrets of users are encrypted with. */
  sealing: Sealing;
  /** Keys of 32 bytes that seal the audit trail, the one that counts now first. */
  auditKeys: readonly Buffer[];
  /** Which destinations callbacks may reach; here it only says so. */
  guard: GuardOptions;
  /** Default: nothing is limited, and no licence can be activated. */
  licensing?: Licensing;
  backups: BackupOptions;
}

const connectionsMax = 20;

/** Opens lazily: nothing is connected before the first use. */
export function openManagement(options: OpenManagementOptions): Management {
  const { databaseUrl, sealing } = options;
  const db = openDatabase({ databaseUrl, connectionsMax });
  const resolvers = openResolverWaiter({ db, databaseUrl });
  const guard = createDestinationGuard(options.guard);
  return {
    db,
    resolvers,
    changes: createChangeWaiter(resolvers),
    requestLog: createFlushWaiter(resolvers, db),
    presence: createPresenceCheck(resolvers, db),
    sealing,
    auditKeys: createAuditKeys(options.auditKeys),
    denials: createDenialLog(db),
    guard,
    licensing: options.licensing ?? { isRequired: false, publicKey: null },
    liveIndexes: createLiveIndexes(db, { sealing, guard }),
    writeTurns: createWriteTurns(),
    deliveryWaits: createWaitingPlaces({ what: "waits for deliveries", max: 100, perNamespaceMax: 25 }),
    eventStreams: createWaitingPlaces({ what: "streams of events", max: 100, perNamespaceMax: 25 }),
    backups: openBackups(databaseUrl, options.backups),
  };
}

/** Ends whoever waits or follows, so that a process that stops need not wait for them. */
export function endWaiting({ deliveryWaits, eventStreams }: Management): void {
  deliveryWaits.endAll();
  eventStreams.endAll();
}

export async function closeManagement(management: Management): Promise<void> {
  await management.denials.close();
  await management.resolvers.close();
  await management.db.$disconnect();
}
