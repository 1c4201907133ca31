import { listNamespaceSummaries as readSummaries, type NamespaceSummaryQuery } from "@understudy/database";
import type { NamespaceSummary } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authoriseInstallation } from "../permissions.ts";

/** A page of the namespaces of the installation by name, for those who look after it; deleted ones if asked for. `next`: behind which the next page begins. */
export async function listNamespaceSummaries(
  management: Management,
  actor: Actor,
  query: NamespaceSummaryQuery,
): Promise<{ namespaces: NamespaceSummary[]; total: number; next: string | null }> {
  authoriseInstallation(actor, "installation.read");
  return readSummaries(management.db, query);
}
