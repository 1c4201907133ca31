import { ensureFirstAdmin } from "@understudy/management";
import { tellSupervisor } from "@understudy/runtime";
import { getConfig } from "../config.ts";
import { getManagement } from "./management.ts";

/** Makes the first admin of a new installation and says its name and, when it was generated, its password: this once. */
export async function createFirstAdmin(): Promise<void> {
  const { login, password } = getConfig().firstAdmin;
  const created = await ensureFirstAdmin(getManagement(), { login, ...(password !== undefined && { password }) });
  if (created === null) return;
  const lines = [`first admin: ${created.login}`];
  if (created.password !== null) lines.push(`password: ${created.password}  (shown once)`);
  tellSupervisor({ kind: "notice", text: lines.join("\n") });
}
