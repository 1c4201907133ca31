import { createRoute, z } from "@hono/zod-openapi";
import {
  adminEventOperations,
  AdminWebhookInputSchema,
  findEventWebhookWarnings,
  findUnknownKeys,
  installationScope,
  namespaceEventOperations,
  NamespaceWebhookInputSchema,
} from "@understudy/domain";
import {
  deleteEventWebhook,
  getEventWebhook,
  listEventWebhooks,
  saveEventWebhooks,
  testEventWebhook,
} from "@understudy/management";
import type { Context } from "hono";
import { getManagement } from "../server/management.ts";
import { toWireEventWebhook, WireEventWebhookSchema } from "./event-webhook-shape.ts";
import { listSchema, shapeList } from "./list-shape.ts";
import type { RestApp, RestEnv } from "./rest-env.ts";
import { errorAnswers, json, nameSchema, WarningsSchema } from "./schemas.ts";
import { NamespaceParamSchema } from "./scoped-paths.ts";
import { takeWarnings } from "./warnings.ts";

const ofNamespace = {
  base: "/api/v1/namespaces/{ns}/webhooks",
  params: NamespaceParamSchema,
  listName: "namespaceWebhooks",
  whose: "of a namespace",
  name: "Namespace",
  operations: namespaceEventOperations,
} as const;
const ofInstallation = {
  base: "/api/v1/admin/webhooks",
  params: z.object({}),
  listName: "adminWebhooks",
  whose: "of the installation",
  name: "Admin",
  operations: adminEventOperations,
} as const;
type WebhookPath = typeof ofNamespace | typeof ofInstallation;

const inputSchemas = { Namespace: NamespaceWebhookInputSchema, Admin: AdminWebhookInputSchema };

/** What reads return beside what is written. */
const serverKeptKeys = [
  ...["namespace", "disabledReason", "failingSince", "createdAt", "updatedAt", "lastDelivery"],
  // Clients write back what they got.
  ...["webhook", "webhooks", "message", "success", "warnings"],
];

/** Event webhooks of a namespace and of the installation (contract C4.7 to C4.9, C10). */
export function registerEventWebhookRoutes(app: RestApp): void {
  for (const path of [ofNamespace, ofInstallation]) {
    registerList(app, path);
    registerSave(app, path);
    registerGet(app, path);
    registerReplace(app, path);
    registerDelete(app, path);
    registerTest(app, path);
  }
}

function scopeOf(param: { ns?: string }): string {
  return param.ns ?? installationScope;
}

function namespaceOf(param: { ns?: string }): string | null {
  return param.ns ?? null;
}

function oneOf({ params }: WebhookPath) {
  return params.extend({ id: z.string() });
}

function registerList(app: RestApp, { base, params, listName, whose, name }: WebhookPath): void {
  const items = z.array(WireEventWebhookSchema);
  const list = z.object({ webhooks: items, items, total: z.number() });
  const route = createRoute({
    method: "get",
    path: base,
    operationId: `list${name}Webhooks`,
    summary: `The event webhooks ${whose}, in the order in which they were made`,
    request: { params },
    responses: {
      200: { description: "All of them", content: json(listSchema(list, WireEventWebhookSchema)) },
      ...errorAnswers,
    },
  });
  app.openapi(route, async (context) => {
    const param: { ns?: string } = context.req.valid("param");
    const found = await listEventWebhooks(getManagement(), context.var.actor, scopeOf(param));
    const webhooks = found.map((webhook) => toWireEventWebhook(webhook, namespaceOf(param)));
    const object = { webhooks, items: webhooks, total: webhooks.length };
    return context.json(shapeList(context, listName, { object, array: webhooks }), 200);
  });
}

const SavedSchema = WireEventWebhookSchema.extend({
  webhook: WireEventWebhookSchema,
  webhooks: z.array(WireEventWebhookSchema).describe("More than one where several events were listed"),
  message: z.string(),
  success: z.literal(true),
  warnings: WarningsSchema,
}).openapi("SavedEventWebhook");

const saved = { 200: { description: "What was saved", content: json(SavedSchema) }, ...errorAnswers };

function registerSave(app: RestApp, path: WebhookPath): void {
  const { base, params, whose, name } = path;
  const schema = nameSchema(inputSchemas[name], `${name}WebhookInput`);
  const route = createRoute({
    method: "post",
    path: base,
    operationId: `save${name}Webhook`,
    summary: `Create an event webhook ${whose}, or update the one of this id`,
    request: { params, body: { required: true, content: json(schema) } },
    responses: saved,
  });
  app.openapi(route, async (context) => {
    const request = { input: context.req.valid("json"), param: context.req.valid("param"), path };
    return context.json(await save(context, request), 200);
  });
}

function registerReplace(app: RestApp, path: WebhookPath): void {
  const { base, whose, name } = path;
  const schema = nameSchema(inputSchemas[name], `${name}WebhookInput`);
  const route = createRoute({
    method: "put",
    path: `${base}/{id}`,
    operationId: `change${name}Webhook`,
    summary: `Update an event webhook ${whose}; what is not given has its default`,
    request: { params: oneOf(path), body: { required: true, content: json(schema) } },
    responses: saved,
  });
  app.openapi(route, async (context) => {
    const param: { ns?: string; id: string } = context.req.valid("param");
    const request = { input: context.req.valid("json"), param, path, mustBeThere: param.id };
    return context.json(await save(context, request), 200);
  });
}

async function save(
  context: Context<RestEnv>,
  request: {
    input: z.infer<typeof NamespaceWebhookInputSchema>;
    param: { ns?: string };
    path: WebhookPath;
    mustBeThere?: string;
  },
): Promise<z.infer<typeof SavedSchema>> {
  const { param, input, path, ...rest } = request;
  const written = await saveEventWebhooks(getManagement(), context.var.actor, {
    scope: scopeOf(param),
    input,
    ...rest,
  });
  const webhooks = written.map((webhook) => toWireEventWebhook(webhook, namespaceOf(param)));
  const first =
    webhooks.find(({ operation }) => (path.operations as readonly string[]).includes(operation)) ?? webhooks[0];
  if (first === undefined) throw new Error("an event webhook was saved, and there is none");
  const sent: unknown = await context.req.json();
  const unknown = findUnknownKeys(inputSchemas[path.name], sent, { ignored: serverKeptKeys });
  const found = findEventWebhookWarnings(input, sent, path.operations);
  const warnings = takeWarnings([...unknown, ...found]);
  const count = webhooks.length === 1 ? "The webhook is" : `${webhooks.length} webhooks are`;
  return { ...first, webhook: first, webhooks, message: `${count} saved`, success: true, warnings };
}

function registerGet(app: RestApp, path: WebhookPath): void {
  const { base, whose, name } = path;
  const route = createRoute({
    method: "get",
    path: `${base}/{id}`,
    operationId: `get${name}Webhook`,
    summary: `One event webhook ${whose}`,
    request: { params: oneOf(path) },
    responses: { 200: { description: "The webhook", content: json(WireEventWebhookSchema) }, ...errorAnswers },
  });
  app.openapi(route, async (context) => {
    const param: { ns?: string; id: string } = context.req.valid("param");
    const reference = { scope: scopeOf(param), id: param.id };
    const webhook = await getEventWebhook(getManagement(), context.var.actor, reference);
    return context.json(toWireEventWebhook(webhook, namespaceOf(param)), 200);
  });
}

function registerDelete(app: RestApp, path: WebhookPath): void {
  const { base, whose, name } = path;
  const answer = z.object({ id: z.string(), success: z.literal(true), message: z.string() });
  const route = createRoute({
    method: "delete",
    path: `${base}/{id}`,
    operationId: `delete${name}Webhook`,
    summary: `Delete an event webhook ${whose}; its deliveries stay`,
    request: { params: oneOf(path) },
    responses: { 200: { description: "Deleted", content: json(answer) }, ...errorAnswers },
  });
  app.openapi(route, async (context) => {
    const param: { ns?: string; id: string } = context.req.valid("param");
    const { id } = param;
    await deleteEventWebhook(getManagement(), context.var.actor, { scope: scopeOf(param), id });
    return context.json({ id, success: true as const, message: "The webhook is deleted" }, 200);
  });
}

function registerTest(app: RestApp, path: WebhookPath): void {
  const { base, whose, name } = path;
  const answer = z.object({ deliveryId: z.string(), success: z.literal(true), message: z.string() });
  const route = createRoute({
    method: "post",
    path: `${base}/{id}/test`,
    operationId: `test${name}Webhook`,
    summary: `Send a test event to an event webhook ${whose}, enabled or not`,
    request: { params: oneOf(path) },
    responses: { 200: { description: "It is on its way", content: json(answer) }, ...errorAnswers },
  });
  app.openapi(route, async (context) => {
    const param: { ns?: string; id: string } = context.req.valid("param");
    const reference = { scope: scopeOf(param), id: param.id };
    const { deliveryId } = await testEventWebhook(getManagement(), context.var.actor, reference);
    return context.json({ deliveryId, success: true as const, message: "The test event is on its way" }, 200);
  });
}
