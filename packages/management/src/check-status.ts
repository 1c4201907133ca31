import { countWorkers } from "@understudy/database";
import { checkHealth, type HealthCheck } from "./check-health.ts";
import type { Management } from "./management.ts";

/** What runs: what the installation needs, and how many workers send deliveries. */
export async function checkStatus(management: Management): Promise<{ checks: HealthCheck[]; workers: number }> {
  const [checks, workers] = await Promise.all([checkHealth(management), countWorkers(management.db)]);
  return { checks, workers };
}
