import { z } from "zod";

/** What can be deleted softly, and so be in the trash. */
export const trashTypes = ["mock", "namespace"] as const;
export type TrashType = (typeof trashTypes)[number];

/** Something that was deleted and can come back. */
export interface TrashItem {
  type: TrashType;
  id: string;
  name: string;
  namespace: string;
  closedAt: Date;
  /** Login of who deleted it; null: it is not known any more. */
  closedBy: string | null;
  closedReason: string | null;
  /** What was deleted with it has the same. */
  groupId: string;
  /** False while its namespace is deleted too. */
  isRestorable: boolean;
}

/** When what is in the trash is purged. */
export interface TrashSettings {
  isEnabled: boolean;
  /** Since it was deleted. */
  days: number;
  /** Whether they are the installation's. */
  isInherited: boolean;
  changedAt: Date | null;
  changedBy: string | null;
}

/** What was done to groups of the trash. */
export interface TrashResult {
  done: string[];
  failed: string[];
  notFound: string[];
}

/** What a purge must be confirmed with, to the letter (contract C9). */
export const purgeConfirmation = "I understand this is permanent";

/** Most groups of one request. */
const trashGroupsMax = 200;

const groupIds = {
  cascade_group_ids: z
    .array(z.uuid("must be the id of a group"))
    .min(1, "must not be empty")
    .max(trashGroupsMax, `must be at most ${trashGroupsMax}`),
  reason: z.string().max(1_000).optional(),
};

export const TrashRestoreSchema = z.object(groupIds);
export const TrashPurgeSchema = z.object({
  ...groupIds,
  confirmation: z.literal(purgeConfirmation, `must be exactly: ${purgeConfirmation}`),
});
export const TrashSettingsChangeSchema = z.object({
  retention_days: z.int("must be a whole number of days").min(1).max(3_650),
  enabled: z.boolean(),
});
