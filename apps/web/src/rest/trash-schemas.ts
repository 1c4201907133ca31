import { z } from "@hono/zod-openapi";
import type { TrashItem, TrashSettings } from "@understudy/domain";
import { trashCursor } from "./list-cursor.ts";
import { cursorOf, nextCursorKey } from "./next-page.ts";
import { countWithDefault, TimeSchema } from "./schemas.ts";

/** Wire names of the trash (contract C9): snake_case but for one answer. */

const TrashItemSchema = z.object({
  id: z.string(),
  name: z.string(),
  namespace: z.string(),
  entity_type: z.enum(["mock", "namespace"]),
  closed_at: z.string(),
  closed_by: z.string().nullable(),
  closed_reason: z.string().nullable(),
  cascade_group_id: z.string().describe("What was deleted together has the same"),
  numeric_id: z.null(),
  restore_available: z.boolean(),
});

export const TrashListSchema = z.object({
  items: z.array(TrashItemSchema),
  total: z.number(),
  limit: z.number(),
  offset: z.number(),
  ...nextCursorKey,
});

export const TrashQuerySchema = z.object({
  type: z.string().optional().describe("Types, with commas between them; there are mock and namespace"),
  q: z.string().max(200).optional().describe("Part of the name or id"),
  closed_by: z.string().max(200).optional(),
  cascade: z.uuid("must be the id of a group").optional(),
  from: TimeSchema,
  to: TimeSchema,
  offset: countWithDefault(0, 1_000_000_000),
  limit: countWithDefault(50, 1_000),
  cursor: cursorOf(trashCursor.schema),
});

export const TrashSummarySchema = z.object({
  counts: z.array(z.object({ entity_type: z.string(), count: z.number() })),
  total: z.number(),
});

export const TrashSettingsSchema = z.object({
  scope: z.enum(["namespace", "global"]),
  namespace: z.string().nullable(),
  retention_days: z.int(),
  enabled: z.boolean(),
  inherited: z.boolean(),
  updated_at: z.string().nullable(),
  updated_by: z.string().nullable(),
});

const groups = z.array(z.string()).describe("Ids of groups");
export const RestoredSchema = z.object({ restored: groups, failed: groups, not_found: groups });
export const PurgedSchema = z.object({ purged: groups, failed: groups, not_found: groups });
export const RestoredGroupSchema = z.object({
  cascadeGroupId: z.string(),
  restoredCount: z.number(),
  missingCount: z.number(),
  parentDeleted: z.boolean().describe("Whether something could not come back because its namespace is deleted"),
});
export const PurgedNowSchema = z.object({
  status: z.literal("completed"),
  message: z.string(),
  purged_total: z.number(),
  namespaces_scanned: z.number(),
});

export function toWireTrashItem(item: TrashItem): z.infer<typeof TrashItemSchema> {
  return {
    id: item.id,
    name: item.name,
    namespace: item.namespace,
    entity_type: item.type,
    closed_at: item.closedAt.toISOString(),
    closed_by: item.closedBy,
    closed_reason: item.closedReason,
    cascade_group_id: item.groupId,
    numeric_id: null,
    restore_available: item.isRestorable,
  };
}

export function toWireTrashSettings(
  namespace: string | null,
  { isEnabled, days, isInherited, changedAt, changedBy }: TrashSettings,
): z.infer<typeof TrashSettingsSchema> {
  return {
    scope: namespace === null ? "global" : "namespace",
    namespace,
    retention_days: days,
    enabled: isEnabled,
    inherited: isInherited,
    updated_at: changedAt?.toISOString() ?? null,
    updated_by: changedBy,
  };
}
