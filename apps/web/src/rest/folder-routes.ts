import { createRoute, z } from "@hono/zod-openapi";
import { FolderChangeSchema, FolderInputSchema, FolderReferenceSchema, type MockFolder } from "@understudy/domain";
import { changeFolder, createFolder, deleteFolder, type FolderReference, listFolders } from "@understudy/management";
import type { Context } from "hono";
import { getManagement } from "../server/management.ts";
import { listSchema, shapeList } from "./list-shape.ts";
import { findNamedNamespace, namedBy, resolveNamespace } from "./request-namespace.ts";
import type { RestApp, RestEnv } from "./rest-env.ts";
import { errorAnswers, json, NamespaceHeaderSchema, NamespaceQuerySchema } from "./schemas.ts";

const named = { headers: NamespaceHeaderSchema, query: NamespaceQuerySchema };
const oneFolderRequest = { ...named, params: z.object({ id: z.string() }) };

const FolderSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    namespace: z.string(),
    parentId: z.string().nullable(),
    sortOrder: z.number(),
    mockCount: z.number(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .openapi("Folder");

const listRoute = createRoute({
  method: "get",
  path: "/api/v1/mock-folders",
  operationId: "listFolders",
  summary: "The folders of a namespace, in the order in which they are shown",
  request: named,
  responses: {
    200: {
      description: "All of them",
      content: json(
        listSchema(
          z.object({ folders: z.array(FolderSchema), items: z.array(FolderSchema), total: z.number() }),
          FolderSchema,
        ),
      ),
    },
    ...errorAnswers,
  },
});

const oneFolder = { 200: { description: "The folder", content: json(FolderSchema) }, ...errorAnswers };

const createFolderRoute = createRoute({
  method: "post",
  path: "/api/v1/mock-folders",
  operationId: "createFolder",
  summary: "Make a folder",
  request: { ...named, body: { required: true, content: json(FolderInputSchema) } },
  responses: oneFolder,
});

const changeRoute = createRoute({
  method: "put",
  path: "/api/v1/mock-folders/{id}",
  operationId: "changeFolder",
  summary: "Change a folder: what is not given stays",
  request: { ...oneFolderRequest, body: { required: true, content: json(FolderChangeSchema) } },
  responses: oneFolder,
});

const moveRoute = createRoute({
  method: "patch",
  path: "/api/v1/mock-folders/{id}/move",
  operationId: "moveFolder",
  summary: "Move a folder into another one, or to the root",
  request: {
    ...oneFolderRequest,
    body: { required: true, content: json(z.object({ parentId: FolderReferenceSchema })) },
  },
  responses: oneFolder,
});

const deleteRoute = createRoute({
  method: "delete",
  path: "/api/v1/mock-folders/{id}",
  operationId: "deleteFolder",
  summary: "Remove a folder: its mocks go to the root, folders in it to its parent",
  request: oneFolderRequest,
  responses: {
    200: {
      description: "Removed",
      content: json(z.object({ id: z.string(), success: z.literal(true), message: z.string() })),
    },
    ...errorAnswers,
  },
});

/** Folders of mocks (contract C5.3 to C5.7). */
export function registerFolderRoutes(app: RestApp): void {
  app.openapi(listRoute, async (context) => {
    const namespace = resolveNamespace(context.var.actor, namedBy(context));
    const items = (await listFolders(getManagement(), context.var.actor, namespace)).map(toWireFolder);
    const object = { folders: items, items, total: items.length };
    return context.json(shapeList(context, "folders", { object, array: items }), 200);
  });

  app.openapi(createFolderRoute, async (context) => {
    const { namespace: body, sortOrder = 0, ...input } = context.req.valid("json");
    const namespace = resolveNamespace(context.var.actor, { body: body ?? undefined, ...namedBy(context) });
    const folder = await createFolder(getManagement(), context.var.actor, { ...input, namespace, sortOrder });
    return context.json(toWireFolder(folder), 200);
  });

  app.openapi(changeRoute, async (context) => {
    const request = { reference: toReference(context), change: context.req.valid("json") };
    return context.json(toWireFolder(await changeFolder(getManagement(), context.var.actor, request)), 200);
  });

  app.openapi(moveRoute, async (context) => {
    const request = { reference: toReference(context), change: context.req.valid("json") };
    return context.json(toWireFolder(await changeFolder(getManagement(), context.var.actor, request)), 200);
  });

  app.openapi(deleteRoute, async (context) => {
    const reference = toReference(context);
    await deleteFolder(getManagement(), context.var.actor, reference);
    return context.json({ id: reference.id, success: true as const, message: "Folder removed" }, 200);
  });
}

function toReference(context: Context<RestEnv, "/api/v1/mock-folders/:id">): FolderReference {
  return { id: context.req.param("id"), namespace: findNamedNamespace(context.var.actor, namedBy(context)) };
}

/** Times are text here, where mocks have seconds (contract C5.3). */
function toWireFolder(folder: MockFolder): z.infer<typeof FolderSchema> {
  return { ...folder, createdAt: folder.createdAt.toISOString(), updatedAt: folder.updatedAt.toISOString() };
}
