import { createRoute, z } from "@hono/zod-openapi";
import { BackupConfigInputSchema } from "@understudy/domain";
import {
  createBackupConfig,
  deleteBackupConfig,
  getBackupConfig,
  listBackupConfigs,
  listBackups,
  updateBackupConfig,
} from "@understudy/management";
import { getManagement } from "../server/management.ts";
import { toWireBackup, toWireConfig, WireBackupSchema, WireConfigSchema } from "./backup-shape.ts";
import { momentCursor } from "./list-cursor.ts";
import { listSchema, shapeList } from "./list-shape.ts";
import { cursorOf, linkNextPage, nextPageHeaders, toListPage } from "./next-page.ts";
import type { RestApp } from "./rest-env.ts";
import { errorAnswers, json, nameSchema, PageQuerySchema } from "./schemas.ts";

const base = "/api/v1/admin/backups/configs";
const ConfigParamSchema = z.object({ id: z.string() });
const BodySchema = nameSchema(BackupConfigInputSchema, "BackupConfigInput");
const body = { required: true, content: json(BodySchema) };

const one = (description: string) => ({ 200: { description, content: json(WireConfigSchema) }, ...errorAnswers });

const listRoute = createRoute({
  method: "get",
  path: base,
  operationId: "listBackupConfigs",
  summary: "What is backed up by itself, and when",
  responses: {
    200: {
      description: "All of them, by name",
      content: json(
        listSchema(
          z.object({ configs: z.array(WireConfigSchema), items: z.array(WireConfigSchema), total: z.number() }),
          WireConfigSchema,
        ),
      ),
    },
    ...errorAnswers,
  },
});

const createConfigRoute = createRoute({
  method: "post",
  path: base,
  operationId: "createBackupConfig",
  summary: "Back up the installation, or a namespace, by a schedule or when somebody asks",
  request: { body },
  responses: one("The new one"),
});

const getRoute = createRoute({
  method: "get",
  path: `${base}/{id}`,
  operationId: "getBackupConfig",
  summary: "One of them",
  request: { params: ConfigParamSchema },
  responses: one("What it says"),
});

const updateRoute = createRoute({
  method: "put",
  path: `${base}/{id}`,
  operationId: "updateBackupConfig",
  summary: "Replace it; its backups stay",
  request: { params: ConfigParamSchema, body },
  responses: one("What it says now"),
});

const deleteRoute = createRoute({
  method: "delete",
  path: `${base}/{id}`,
  operationId: "deleteBackupConfig",
  summary: "Delete it; its backups stay until somebody deletes them",
  request: { params: ConfigParamSchema },
  responses: {
    200: { description: "It is gone", content: json(z.object({ id: z.string(), success: z.literal(true) })) },
    ...errorAnswers,
  },
});

const backupsRoute = createRoute({
  method: "get",
  path: `${base}/{id}/backups`,
  operationId: "listBackupsOfConfig",
  summary: "Its backups, the newest first",
  request: {
    params: ConfigParamSchema,
    query: PageQuerySchema.extend({ cursor: cursorOf(momentCursor.schema) }),
  },
  responses: {
    200: { description: "A page of them", content: json(z.array(WireBackupSchema)), headers: nextPageHeaders },
    ...errorAnswers,
  },
});

/** What is backed up by itself (contract C10). */
export function registerBackupConfigRoutes(app: RestApp): void {
  app.openapi(listRoute, async (context) => {
    const configs = (await listBackupConfigs(getManagement(), context.var.actor)).map(toWireConfig);
    const object = { configs, items: configs, total: configs.length };
    return context.json(shapeList(context, "backupConfigs", { object, array: configs }), 200);
  });

  app.openapi(createConfigRoute, async (context) => {
    const config = await createBackupConfig(getManagement(), context.var.actor, context.req.valid("json"));
    return context.json(toWireConfig(config), 200);
  });

  app.openapi(getRoute, async (context) => {
    const config = await getBackupConfig(getManagement(), context.var.actor, context.req.valid("param").id);
    return context.json(toWireConfig(config), 200);
  });

  app.openapi(updateRoute, async (context) => {
    const change = { id: context.req.valid("param").id, input: context.req.valid("json") };
    return context.json(toWireConfig(await updateBackupConfig(getManagement(), context.var.actor, change)), 200);
  });

  app.openapi(deleteRoute, async (context) => {
    const { id } = context.req.valid("param");
    await deleteBackupConfig(getManagement(), context.var.actor, id);
    return context.json({ id, success: true as const }, 200);
  });

  app.openapi(backupsRoute, async (context) => {
    const query = { configId: context.req.valid("param").id, ...toListPage(context.req.valid("query")) };
    const { backups, next } = await listBackups(getManagement(), context.var.actor, query);
    linkNextPage(context, momentCursor.render(next));
    return context.json(backups.map(toWireBackup), 200);
  });
}
