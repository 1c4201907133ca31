import { type AuditSealer, removeOldAuditEntries, sealAuditTrail } from "@understudy/management";
import type { JobWork } from "./job-work.ts";

const dayMs = 86_400_000;

/** Seals what was added to the audit trail, and removes what is kept no longer. Workers also seal by themselves, several times a second. */
export function createAuditSealing(sealer: AuditSealer, keptDays: number): JobWork {
  return async ({ now }) => {
    const sealed = await sealAuditTrail(sealer);
    return { sealed, removed: await removeOldAuditEntries(sealer, new Date(now.getTime() - keptDays * dayMs)) };
  };
}
