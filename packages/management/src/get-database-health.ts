import { type DatabaseUse, describeDatabaseUse, pingDatabase } from "@understudy/database";
import type { Actor } from "./actor.ts";
import type { Management } from "./management.ts";
import { authoriseInstallation } from "./permissions.ts";

/** Beyond this part of its connections a server will soon refuse one. */
const crowdedPart = 0.8;

/** How the database is: `degraded` when hardly any connection is free, `unhealthy` when it takes no writes. */
export interface DatabaseHealth extends DatabaseUse {
  status: "healthy" | "degraded" | "unhealthy";
}

/** Looks at the database. Fails as an outage does when it does not answer at all. */
export async function getDatabaseHealth({ db }: Management, actor: Actor): Promise<DatabaseHealth> {
  authoriseInstallation(actor, "installation.read");
  const use = await describeDatabaseUse(db);
  const takesWrites = await pingDatabase(db).then(
    () => true,
    () => false,
  );
  if (!takesWrites) return { status: "unhealthy", ...use };
  return { status: use.connections > crowdedPart * use.connectionsMax ? "degraded" : "healthy", ...use };
}
