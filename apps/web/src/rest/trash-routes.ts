import { createRoute, z } from "@hono/zod-openapi";
import { TrashPurgeSchema, TrashRestoreSchema, TrashSettingsChangeSchema, trashTypes } from "@understudy/domain";
import {
  getTrashSettings,
  listTrash,
  purgeTrash,
  purgeTrashNow,
  restoreTrash,
  restoreTrashGroup,
  setTrashSettings,
  summariseTrash,
} from "@understudy/management";
import { getManagement } from "../server/management.ts";
import { nameLateResolvers } from "./late-resolvers.ts";
import { trashCursor } from "./list-cursor.ts";
import { linkNextPage, nextPageHeaders, toListPage } from "./next-page.ts";
import type { RestApp } from "./rest-env.ts";
import { NamespaceParamSchema } from "./scoped-paths.ts";
import { errorAnswers, json } from "./schemas.ts";
import {
  PurgedNowSchema,
  PurgedSchema,
  RestoredGroupSchema,
  RestoredSchema,
  toWireTrashItem,
  toWireTrashSettings,
  TrashListSchema,
  TrashQuerySchema,
  TrashSettingsSchema,
  TrashSummarySchema,
} from "./trash-schemas.ts";

/** A namespace's trash and the installation's; the latter's addresses name no namespace, `?namespace=` chooses a part of it. */
const places = [
  {
    base: "/api/v1/namespaces/{ns}/trash",
    settings: "/settings",
    of: "a namespace",
    name: "Trash",
    isInstallation: false,
  },
  {
    base: "/api/v1/admin/trash",
    settings: "/settings/global",
    of: "the installation",
    name: "AllTrash",
    isInstallation: true,
  },
] as const;
type Place = (typeof places)[number];

/** The addresses of the installation's trash have no `ns`. */
const paramsOf = ({ isInstallation }: Place) => (isInstallation ? z.object({}) : NamespaceParamSchema);
const placeOf = ({ ns }: { ns?: string }) => ({ namespace: ns ?? null });
const answer = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  200: { description, content: json(schema) },
  ...errorAnswers,
});

/** What was deleted and can come back (contract C9). */
export function registerTrashRoutes(app: RestApp): void {
  for (const place of places) {
    registerReading(app, place);
    registerSettings(app, place);
    registerRestoring(app, place);
    registerPurging(app, place);
  }
  registerPurgeNow(app);
}

function registerReading(app: RestApp, place: Place): void {
  const { base, of, name, isInstallation } = place;
  const listRoute = createRoute({
    method: "get",
    path: base,
    operationId: `list${name}`,
    summary: `What is in the trash of ${of}, the last first`,
    request: {
      params: paramsOf(place),
      query: isInstallation ? TrashQuerySchema.extend({ namespace: z.string().optional() }) : TrashQuerySchema,
    },
    responses: {
      200: { description: "A page of it", content: json(TrashListSchema), headers: nextPageHeaders },
      ...errorAnswers,
    },
  });
  app.openapi(listRoute, async (context) => {
    const { type, q, closed_by: closedBy, cascade, from, to, ...wanted } = context.req.valid("query");
    const types = type?.split(",").map((one) => one.trim());
    const filter = {
      namespace: (isInstallation ? context.req.query("namespace") : undefined) ?? null,
      types: types && trashTypes.filter((known) => types.includes(known)),
      ...{ search: q, closedBy, groupIds: cascade === undefined ? undefined : [cascade], from, to },
    };
    const query = { place: placeOf(context.req.valid("param")), filter, ...toListPage(wanted) };
    const { items, total, next } = await listTrash(getManagement(), context.var.actor, query);
    const nextCursor = trashCursor.render(next);
    linkNextPage(context, nextCursor);
    const { limit, offset } = wanted;
    return context.json({ items: items.map(toWireTrashItem), total, limit, offset, nextCursor }, 200);
  });

  const summaryRoute = createRoute({
    method: "get",
    path: `${base}/summary`,
    operationId: `summarise${name}`,
    summary: `How much is in the trash of ${of}`,
    request: { params: paramsOf(place) },
    responses: answer("By type", TrashSummarySchema),
  });
  app.openapi(summaryRoute, async (context) => {
    const counts = await summariseTrash(getManagement(), context.var.actor, placeOf(context.req.valid("param")));
    const total = counts.reduce((sum, { count }) => sum + count, 0);
    return context.json({ counts: counts.map(({ type, count }) => ({ entity_type: type, count })), total }, 200);
  });
}

function registerSettings(app: RestApp, place: Place): void {
  const { base, settings, of, name } = place;
  const getRoute = createRoute({
    method: "get",
    path: `${base}${settings}`,
    operationId: `get${name}Settings`,
    summary: `When the trash of ${of} is emptied`,
    request: { params: paramsOf(place) },
    responses: answer("Its setting", TrashSettingsSchema),
  });
  app.openapi(getRoute, async (context) => {
    const where = placeOf(context.req.valid("param"));
    const found = await getTrashSettings(getManagement(), context.var.actor, where);
    return context.json(toWireTrashSettings(where.namespace, found), 200);
  });

  const putRoute = createRoute({
    method: "put",
    path: `${base}${settings}`,
    operationId: `set${name}Settings`,
    summary: `Say when the trash of ${of} is emptied`,
    request: { params: paramsOf(place), body: { required: true, content: json(TrashSettingsChangeSchema) } },
    responses: answer("Its setting from now on", TrashSettingsSchema),
  });
  app.openapi(putRoute, async (context) => {
    const { retention_days: days, enabled: isEnabled } = context.req.valid("json");
    const where = placeOf(context.req.valid("param"));
    const changed = await setTrashSettings(getManagement(), context.var.actor, { ...where, days, isEnabled });
    return context.json(toWireTrashSettings(where.namespace, changed), 200);
  });
}

function registerRestoring(app: RestApp, place: Place): void {
  const { base, of, name } = place;
  const groupRoute = createRoute({
    method: "post",
    path: `${base}/restore-cascade/{groupId}`,
    operationId: `restore${name}Group`,
    summary: `Bring back what was deleted together, from the trash of ${of}`,
    request: { params: z.object({ ...paramsOf(place).shape, groupId: z.uuid("must be the id of a group") }) },
    responses: answer("Restored", RestoredGroupSchema),
  });
  app.openapi(groupRoute, async (context) => {
    const { groupId, ...params } = context.req.valid("param");
    const group = await restoreTrashGroup(getManagement(), context.var.actor, { ...placeOf(params), groupId });
    nameLateResolvers(context, group.notYetVisible);
    const { restored: restoredCount, missing: missingCount } = group;
    return context.json({ cascadeGroupId: groupId, restoredCount, missingCount, parentDeleted: missingCount > 0 }, 200);
  });

  const restoreRoute = createRoute({
    method: "post",
    path: `${base}/restore`,
    operationId: `restore${name}`,
    summary: `Bring groups back from the trash of ${of}`,
    request: { params: paramsOf(place), body: { required: true, content: json(TrashRestoreSchema) } },
    responses: answer("What became of each", RestoredSchema),
  });
  app.openapi(restoreRoute, async (context) => {
    const request = { ...placeOf(context.req.valid("param")), groupIds: context.req.valid("json").cascade_group_ids };
    const { done, failed, notFound, notYetVisible } = await restoreTrash(getManagement(), context.var.actor, request);
    nameLateResolvers(context, notYetVisible);
    return context.json({ restored: done, failed, not_found: notFound }, 200);
  });
}

function registerPurging(app: RestApp, place: Place): void {
  const { base, of, name } = place;
  const route = createRoute({
    method: "post",
    path: `${base}/purge`,
    operationId: `purge${name}`,
    summary: `Remove groups for good from the trash of ${of}`,
    request: { params: paramsOf(place), body: { required: true, content: json(TrashPurgeSchema) } },
    responses: answer("What became of each", PurgedSchema),
  });
  app.openapi(route, async (context) => {
    const request = { ...placeOf(context.req.valid("param")), groupIds: context.req.valid("json").cascade_group_ids };
    const { done, failed, notFound } = await purgeTrash(getManagement(), context.var.actor, request);
    return context.json({ purged: done, failed, not_found: notFound }, 200);
  });
}

function registerPurgeNow(app: RestApp): void {
  const route = createRoute({
    method: "post",
    path: "/api/v1/admin/trash/purge-now",
    operationId: "emptyTrash",
    summary: "Empty the trash now as its settings say",
    responses: answer("Emptied", PurgedNowSchema),
  });
  app.openapi(route, async (context) => {
    const { mocks, namespaces, scanned } = await purgeTrashNow(getManagement(), context.var.actor);
    const message = `${mocks} mocks and ${namespaces} namespaces are removed for good`;
    const counts = { purged_total: mocks + namespaces, namespaces_scanned: scanned };
    return context.json({ status: "completed" as const, message, ...counts }, 200);
  });
}
