import { findNamespaceCreation, listAuditEntries } from "@understudy/database";
import type { AuditEntry, AuditFilter } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authorise, authoriseInstallation, unknownNamespace } from "../permissions.ts";

/** Whose audit trail is meant: that of a namespace; null: that of the installation, with all namespaces. */
export interface AuditPlace {
  namespace: string | null;
}

/** Entries that one read of an export takes from the database. */
const exportedAtOnce = 500;

/** A page of the audit trail, newest first. `cursor` is the `nextCursor` of the page before. */
export async function listAuditTrail(
  management: Management,
  actor: Actor,
  query: { place: AuditPlace; filter: AuditFilter; cursor: string | undefined; limit: number },
): Promise<{ entries: AuditEntry[]; nextCursor: string | null }> {
  const { cursor, limit } = query;
  const filter = await requireReadable(management, actor, query);
  const found = await listAuditEntries(management.db, filter, { before: cursor, limit: limit + 1 });
  const entries = found.slice(0, limit);
  return { entries, nextCursor: found.length > limit ? (entries.at(-1)?.id ?? null) : null };
}

/** The whole of it, newest first, a part at a time: however much there is, only a part is in memory. */
export async function exportAuditTrail(
  management: Management,
  actor: Actor,
  query: { place: AuditPlace; filter: AuditFilter },
): Promise<AsyncGenerator<AuditEntry[], void>> {
  const filter = await requireReadable(management, actor, query);
  return readParts(management, filter);
}

async function* readParts({ db }: Management, filter: AuditFilter): AsyncGenerator<AuditEntry[], void> {
  for (let before: string | undefined; ;) {
    const part = await listAuditEntries(db, filter, { before, limit: exportedAtOnce });
    if (part.length > 0) yield part;
    if (part.length < exportedAtOnce) return;
    before = part.at(-1)?.id;
  }
}

/** Throws unless the actor may read it; returns what of it they may. */
async function requireReadable(
  { db }: Management,
  actor: Actor,
  { place, filter }: { place: AuditPlace; filter: AuditFilter },
): Promise<AuditFilter> {
  const { namespace } = place;
  if (namespace === null) {
    authoriseInstallation(actor, "audit.read");
    return filter;
  }
  authorise(actor, "audit.read", namespace);
  const createdAt = await findNamespaceCreation(db, namespace);
  if (createdAt === null) throw unknownNamespace(namespace);
  // A namespace of this name that was purged before had other owners: what was done there is not for these.
  const from = filter.from === undefined || filter.from < createdAt ? createdAt : filter.from;
  return { ...filter, namespace, from };
}
