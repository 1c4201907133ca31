import { ensureFirstAdmin } from "@understudy/management";
import { tellSupervisor } from "@understudy/runtime";
import { getConfig } from "../config.ts";
import { getManagement } from "./management.ts";

/**
 * Makes the first admin of a new installation and says its name and, when it was generated, its password: this once.
 * Ends the process when the database goes away in this moment: Next.js, which calls it, would only print the error, and
 * answer every request with 500 from then on. Who supervises us starts us again.
 */
export async function createFirstAdmin(): Promise<void> {
  const { login, password } = getConfig().firstAdmin;
  try {
    const created = await ensureFirstAdmin(getManagement(), { login, ...(password !== undefined && { password }) });
    if (created !== null) announce(created);
  } catch (error) {
    process.stderr.write(`web: the first admin could not be looked for: ${String(error)}\n`);
    process.exit(1);
  }
}

function announce({ login, password }: { login: string; password: string | null }): void {
  const lines = [`first admin: ${login}`];
  if (password !== null) lines.push(`password: ${password}  (shown once)`);
  tellSupervisor({ kind: "notice", text: lines.join("\n") });
}
