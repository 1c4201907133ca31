import { createRoute, z } from "@hono/zod-openapi";
import { NamespaceNameSchema, SecretKeySchema } from "@understudy/domain";
import {
  createBackup,
  deleteBackup,
  getBackup,
  getRestore,
  listBackups,
  listRestores,
  restoreBackup,
} from "@understudy/management";
import { getManagement } from "../server/management.ts";
import { toWireBackup, toWireRestore, WireBackupSchema, WireRestoreSchema } from "./backup-shape.ts";
import { momentCursor } from "./list-cursor.ts";
import { listSchema, shapeList } from "./list-shape.ts";
import { cursorOf, linkNextPage, nextCursorKey, nextPageHeaders, toListPage } from "./next-page.ts";
import { optionalBody, readOptionalBody } from "./optional-body.ts";
import type { RestApp } from "./rest-env.ts";
import { errorAnswers, json, PageQuerySchema } from "./schemas.ts";

const base = "/api/v1/admin/backups";
const IdParamSchema = z.object({ id: z.string() });
const maybeNamespace = z
  .union([NamespaceNameSchema, z.literal("")])
  .nullish()
  .transform((name) => name || null);

const CreateSchema = z.object({
  configId: z.string().nullish().describe("Absent: of the namespace that is named, else of the whole installation"),
  namespace: maybeNamespace,
});

const RestoreSchema = z
  .object({
    backupId: z.string("is required: the id of a backup"),
    dryRun: z.boolean("must be true or false").default(false).describe("Say what it would replace, and change nothing"),
    namespace: maybeNamespace.describe("One namespace out of a backup of the whole installation"),
    secretKey: SecretKeySchema.nullish().describe("The SECRET_KEY of the installation that made it; kept nowhere"),
  })
  .openapi("RestoreBackup");

const answers = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  200: { description, content: json(schema) },
  ...errorAnswers,
});
const PagedQuerySchema = PageQuerySchema.extend({ cursor: cursorOf(momentCursor.schema) });
const pageKeys = { total: z.number(), offset: z.number(), limit: z.number(), ...nextCursorKey };
const pageAnswers = <Schema extends z.ZodType>(schema: Schema) => ({
  200: { description: "A page of them", content: json(schema), headers: nextPageHeaders },
  ...errorAnswers,
});
const gone = answers("It is gone", z.object({ id: z.string(), success: z.literal(true) }));

const listRoute = createRoute({
  method: "get",
  path: base,
  operationId: "listBackups",
  summary: "All backups, the newest first",
  request: { query: PagedQuerySchema },
  responses: pageAnswers(
    listSchema(
      z.object({ backups: z.array(WireBackupSchema), items: z.array(WireBackupSchema), ...pageKeys }),
      WireBackupSchema,
    ),
  ),
});

const createBackupRoute = createRoute({
  method: "post",
  path: `${base}/create`,
  operationId: "createBackup",
  summary: "Begin a backup; a worker makes it, and its status says when it is done",
  requestBody: optionalBody("CreateBackup"),
  responses: answers("What was begun", WireBackupSchema),
});

const restoreRoute = createRoute({
  method: "post",
  path: `${base}/restore`,
  operationId: "restoreBackup",
  summary: "Restore a backup, or say what that would replace; waits up to 20 s for the end",
  request: { body: { required: true, content: json(RestoreSchema) } },
  responses: answers("How it stands", WireRestoreSchema),
});

const restoresRoute = createRoute({
  method: "get",
  path: `${base}/restores`,
  operationId: "listRestores",
  summary: "Restores and trials, the newest first",
  request: { query: PagedQuerySchema },
  responses: pageAnswers(z.object({ restores: z.array(WireRestoreSchema), ...pageKeys })),
});

const getRestoreRoute = createRoute({
  method: "get",
  path: `${base}/restores/{id}`,
  operationId: "getRestore",
  summary: "How a restore, or a trial, stands",
  request: { params: IdParamSchema },
  responses: answers("How it stands", WireRestoreSchema),
});

const getRoute = createRoute({
  method: "get",
  path: `${base}/{id}`,
  operationId: "getBackup",
  summary: "How a backup stands",
  request: { params: IdParamSchema },
  responses: answers("How it stands", WireBackupSchema),
});

/** Making backups, and restoring them (contract C10). */
export function registerBackupRoutes(app: RestApp): void {
  app.openAPIRegistry.register("CreateBackup", CreateSchema);

  app.openapi(listRoute, async (context) => {
    const { cursor, ...page } = context.req.valid("query");
    const query = { configId: null, ...toListPage({ ...page, cursor }) };
    const { backups, total, next } = await listBackups(getManagement(), context.var.actor, query);
    const items = backups.map(toWireBackup);
    const nextCursor = momentCursor.render(next);
    linkNextPage(context, nextCursor);
    const object = { backups: items, items, total, ...page, nextCursor };
    return context.json(shapeList(context, "backups", { object, array: items }), 200);
  });

  app.openapi(createBackupRoute, async (context) => {
    const { configId = null, namespace = null } = (await readOptionalBody(context, CreateSchema)) ?? {};
    const asked = { configId: configId === "" ? null : configId, namespace };
    return context.json(toWireBackup(await createBackup(getManagement(), context.var.actor, asked)), 200);
  });

  app.openapi(restoreRoute, async (context) => {
    const { backupId, dryRun, namespace, secretKey } = context.req.valid("json");
    const input = { backupId, namespace, isDryRun: dryRun, secretKeyHex: secretKey ?? null };
    return context.json(toWireRestore(await restoreBackup(getManagement(), context.var.actor, input)), 200);
  });

  app.openapi(restoresRoute, async (context) => {
    const { cursor, ...page } = context.req.valid("query");
    const query = toListPage({ ...page, cursor });
    const { restores, total, next } = await listRestores(getManagement(), context.var.actor, query);
    const nextCursor = momentCursor.render(next);
    linkNextPage(context, nextCursor);
    return context.json({ restores: restores.map(toWireRestore), total, ...page, nextCursor }, 200);
  });

  app.openapi(getRestoreRoute, async (context) => {
    const restore = await getRestore(getManagement(), context.var.actor, context.req.valid("param").id);
    return context.json(toWireRestore(restore), 200);
  });

  app.openapi(getRoute, async (context) => {
    const backup = await getBackup(getManagement(), context.var.actor, context.req.valid("param").id);
    return context.json(toWireBackup(backup), 200);
  });

  for (const [method, path, by] of deletions) {
    const route = createRoute({
      ...{ method, path, operationId: `deleteBackup${by}` },
      summary: "Delete a backup and its file for good",
      request: { params: IdParamSchema },
      responses: gone,
    });
    app.openapi(route, async (context) => {
      const { id } = context.req.valid("param");
      await deleteBackup(getManagement(), context.var.actor, id);
      return context.json({ id, success: true as const }, 200);
    });
  }
}

/** The contract's way, and the one that everybody tries first. */
const deletions = [
  ["post", `${base}/{id}/delete`, ""],
  ["delete", `${base}/{id}`, "ById"],
] as const;
