import { createRoute, z } from "@hono/zod-openapi";
import { TemplateNameSchema } from "@understudy/domain";
import {
  deleteTemplate,
  getTemplate,
  listTemplates,
  saveTemplate,
  type TemplateFileInfo,
} from "@understudy/management";
import { getManagement } from "../server/management.ts";
import { nameLateResolvers } from "./late-resolvers.ts";
import { nameCursor } from "./list-cursor.ts";
import { listSchema, shapeList } from "./list-shape.ts";
import { toSeconds } from "./mock-shape.ts";
import { cursorOf, linkNextPage, nextCursorKey, nextPageHeaders, toListPage } from "./next-page.ts";
import { namedBy, resolveNamespace } from "./request-namespace.ts";
import type { RestApp } from "./rest-env.ts";
import {
  countWithDefault,
  errorAnswers,
  json,
  NamespaceHeaderSchema,
  NamespaceQuerySchema,
  PageQuerySchema,
} from "./schemas.ts";

const named = { headers: NamespaceHeaderSchema, query: NamespaceQuerySchema };
const oneTemplateRequest = { ...named, params: z.object({ name: TemplateNameSchema }) };

const TemplateSchema = z
  .object({
    name: z.string(),
    path: z.string(),
    size: z.number().describe("Bytes"),
    contentType: z.string(),
    namespace: z.string(),
    createdAt: z.number(),
    updatedAt: z.number(),
  })
  .openapi("Template");

const listRoute = createRoute({
  method: "get",
  path: "/api/v1/templates",
  operationId: "listTemplates",
  summary: "The stored files of a namespace, by name",
  request: {
    headers: NamespaceHeaderSchema,
    query: NamespaceQuerySchema.extend({
      search: z.string().max(200).default("").describe("Part of the name"),
      offset: PageQuerySchema.shape.offset,
      // All that a namespace can have: a client that gets a bare array has no total to page by.
      limit: countWithDefault(1_000, 1_000),
      cursor: cursorOf(nameCursor.schema),
    }),
  },
  responses: {
    200: {
      description: "A page",
      content: json(
        listSchema(
          z.object({
            namespace: z.string(),
            templates: z.array(z.string()),
            items: z.array(TemplateSchema),
            total: z.number(),
            limit: z.number(),
            offset: z.number(),
            ...nextCursorKey,
          }),
          TemplateSchema,
        ),
      ),
      headers: nextPageHeaders,
    },
    ...errorAnswers,
  },
});

const getRoute = createRoute({
  method: "get",
  path: "/api/v1/templates/{name}",
  operationId: "getTemplate",
  summary: "The bytes of a stored file",
  request: oneTemplateRequest,
  responses: {
    200: { description: "The bytes", content: { "application/octet-stream": { schema: z.string() } } },
    ...errorAnswers,
  },
});

const saved = {
  200: { description: "Stored, and visible to calls", content: json(TemplateSchema) },
  ...errorAnswers,
};

const uploadRoute = createRoute({
  method: "post",
  path: "/api/v1/templates/{name}",
  operationId: "uploadTemplate",
  summary: 'Store a file: the body is its bytes, or {"content": "…"}',
  request: { ...oneTemplateRequest, body: { content: { "application/octet-stream": { schema: z.string() } } } },
  responses: saved,
});

const saveRoute = createRoute({
  method: "post",
  path: "/api/v1/templates",
  operationId: "saveTemplate",
  summary: "Store a file",
  request: {
    ...named,
    body: {
      required: true,
      content: json(z.object({ name: TemplateNameSchema, content: z.string(), namespace: z.string().nullish() })),
    },
  },
  responses: saved,
});

const deleteRoute = createRoute({
  method: "delete",
  path: "/api/v1/templates/{name}",
  operationId: "deleteTemplate",
  summary: "Remove a stored file",
  request: oneTemplateRequest,
  responses: {
    200: {
      description: "Removed",
      content: json(z.object({ name: z.string(), success: z.literal(true), message: z.string() })),
    },
    ...errorAnswers,
  },
});

/** Stored files (contract C5.8 to C5.12). */
export function registerTemplateRoutes(app: RestApp): void {
  registerReading(app);
  registerWriting(app);
}

function registerReading(app: RestApp): void {
  app.openapi(listRoute, async (context) => {
    const { search, ...wanted } = context.req.valid("query");
    const { offset, limit } = wanted;
    const namespace = resolveNamespace(context.var.actor, namedBy(context));
    const query = { namespace, search, ...toListPage(wanted) };
    const { files, total, next } = await listTemplates(getManagement(), context.var.actor, query);
    const items = files.map(toWireTemplate);
    const nextCursor = nameCursor.render(next);
    linkNextPage(context, nextCursor);
    const object = { namespace, templates: items.map(({ name }) => name), items, total, limit, offset, nextCursor };
    return context.json(shapeList(context, "templates", { object, array: items }), 200);
  });

  app.openapi(getRoute, async (context) => {
    const namespace = resolveNamespace(context.var.actor, namedBy(context));
    const key = { namespace, name: context.req.valid("param").name };
    const content = await getTemplate(getManagement(), context.var.actor, key);
    // It may be anybody's page: a browser shall neither show nor run it under our address (design 16).
    const headers = { "content-type": "application/octet-stream", "content-disposition": "attachment" };
    return new Response(Buffer.from(content), { headers });
  });
}

function registerWriting(app: RestApp): void {
  app.openapi(uploadRoute, async (context) => {
    const namespace = resolveNamespace(context.var.actor, namedBy(context));
    const bytes = new Uint8Array(await context.req.arrayBuffer());
    const isPython = context.req.header("user-agent")?.startsWith("python-httpx") ?? false;
    const content = (isPython ? null : findWrappedContent(bytes)) ?? bytes;
    const template = { namespace, name: context.req.valid("param").name, content };
    const { file, notYetVisible } = await saveTemplate(getManagement(), context.var.actor, template);
    nameLateResolvers(context, notYetVisible);
    return context.json(toWireTemplate(file), 200);
  });

  app.openapi(saveRoute, async (context) => {
    const { name, content, namespace: body } = context.req.valid("json");
    const namespace = resolveNamespace(context.var.actor, { body: body ?? undefined, ...namedBy(context) });
    const template = { namespace, name, content: new Uint8Array(Buffer.from(content)) };
    const { file, notYetVisible } = await saveTemplate(getManagement(), context.var.actor, template);
    nameLateResolvers(context, notYetVisible);
    return context.json(toWireTemplate(file), 200);
  });

  app.openapi(deleteRoute, async (context) => {
    const { name } = context.req.valid("param");
    const key = { namespace: resolveNamespace(context.var.actor, namedBy(context)), name };
    const { notYetVisible } = await deleteTemplate(getManagement(), context.var.actor, key);
    nameLateResolvers(context, notYetVisible);
    return context.json({ name, success: true as const, message: "Template removed" }, 200);
  });
}

const WrappedSchema = z.strictObject({ content: z.string() });

/** What `{"content": "…"}` and nothing else holds (contract C5.10); null: the body is the file itself. */
function findWrappedContent(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  try {
    const parsed = WrappedSchema.safeParse(JSON.parse(Buffer.from(bytes).toString()));
    return parsed.success ? new Uint8Array(Buffer.from(parsed.data.content)) : null;
  } catch {
    // Not JSON, so it is the file itself.
    return null;
  }
}

function toWireTemplate(file: TemplateFileInfo): z.infer<typeof TemplateSchema> {
  const { namespace, name, bytes } = file;
  return {
    name,
    path: name,
    size: bytes,
    contentType: contentTypeOf(name),
    namespace,
    createdAt: toSeconds(file.createdAt),
    updatedAt: toSeconds(file.updatedAt),
  };
}

const contentTypes: Record<string, string> = {
  json: "application/json",
  xml: "application/xml",
  html: "text/html",
  txt: "text/plain",
  csv: "text/csv",
};

/** By the end of the name, as Java clients show it. What an answer says of itself is the mock's matter. */
function contentTypeOf(name: string): string {
  return contentTypes[/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ""] ?? "application/octet-stream";
}
