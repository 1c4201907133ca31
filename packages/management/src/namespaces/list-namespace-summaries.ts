import { listNamespaceSummaries as readSummaries } from "@understudy/database";
import type { NamespaceSummary } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authoriseInstallation } from "../permissions.ts";

/** The namespaces of the installation by name, for those who look after it; deleted ones if asked for. */
export async function listNamespaceSummaries(
  management: Management,
  actor: Actor,
  query: { isDeletedToo: boolean; offset: number; limit: number },
): Promise<{ namespaces: NamespaceSummary[]; total: number }> {
  authoriseInstallation(actor, "installation.read");
  return readSummaries(management.db, query);
}
