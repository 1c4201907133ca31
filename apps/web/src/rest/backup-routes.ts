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
import { listSchema, shapeList } from "./list-shape.ts";
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
const gone = answers("It is gone", z.object({ id: z.string(), success: z.literal(true) }));

const listRoute = createRoute({
  method: "get",
  path: base,
  operationId: "listBackups",
  summary: "All backups, the newest first",
  request: { query: PageQuerySchema },
  responses: answers(
    "A page of them",
    listSchema(
      z.object({
        backups: z.array(WireBackupSchema),
        items: z.array(WireBackupSchema),
        ...{ total: z.number(), offset: z.number(), limit: z.number() },
      }),
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
  request: { query: PageQuerySchema },
  responses: answers(
    "A page of them",
    z.object({
      restores: z.array(WireRestoreSchema),
      ...{ total: z.number(), offset: z.number(), limit: z.number() },
    }),
  ),
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
    const page = context.req.valid("query");
    const { backups, total } = await listBackups(getManagement(), context.var.actor, { configId: null, ...page });
    const items = backups.map(toWireBackup);
    return context.json(
      shapeList(context, "backups", { object: { backups: items, items, total, ...page }, array: items }),
      200,
    );
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
    const page = context.req.valid("query");
    const { restores, total } = await listRestores(getManagement(), context.var.actor, page);
    return context.json({ restores: restores.map(toWireRestore), total, ...page }, 200);
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
