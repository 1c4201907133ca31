import { countResolvers, pingDatabase } from "@understudy/database";
import type { Management } from "./management.ts";

/** Result of looking at one thing that the installation needs. */
export interface HealthCheck {
  name: "database" | "resolver";
  isHealthy: boolean;
  /** What is wrong, or how many there are. */
  output: string;
}

const pingTimeoutMs = 2_000;

/** Looks at everything that the installation needs. Never throws. */
export async function checkHealth(management: Management): Promise<HealthCheck[]> {
  const database = await look("database", async () => {
    await pingDatabase(management.db);
    return "answers";
  });
  if (!database.isHealthy) return [database];
  const resolver = await look("resolver", async () => {
    const count = await countResolvers(management.db);
    if (count === 0) throw new Error("no resolver is running");
    return `${count} running`;
  });
  return [database, resolver];
}

async function look(name: HealthCheck["name"], check: () => Promise<string>): Promise<HealthCheck> {
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(() => timeout.reject(new Error(`no answer within ${pingTimeoutMs} ms`)), pingTimeoutMs);
  try {
    return { name, isHealthy: true, output: await Promise.race([check(), timeout.promise]) };
  } catch (error) {
    return { name, isHealthy: false, output: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}
