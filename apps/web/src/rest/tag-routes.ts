import { createRoute, z } from "@hono/zod-openapi";
import { NameSchema } from "@understudy/domain";
import { createTag, listTags } from "@understudy/management";
import { getManagement } from "../server/management.ts";
import { nameCursor } from "./list-cursor.ts";
import { listSchema, shapeList } from "./list-shape.ts";
import { cursorOf, linkNextPage, nextCursorKey, nextPageHeaders } from "./next-page.ts";
import { namedBy, resolveNamespace } from "./request-namespace.ts";
import type { RestApp } from "./rest-env.ts";
import { countWithDefault, errorAnswers, json, NamespaceHeaderSchema, NamespaceQuerySchema } from "./schemas.ts";

const named = { headers: NamespaceHeaderSchema, query: NamespaceQuerySchema };
const TagSchema = z.object({ name: z.string(), count: z.number().describe("How many mocks have it") });

const listRoute = createRoute({
  method: "get",
  path: "/api/v1/tags",
  operationId: "listTags",
  summary: "The tags of a namespace, by name",
  request: {
    ...named,
    query: NamespaceQuerySchema.extend({
      cursor: cursorOf(nameCursor.schema),
      // Whoever knows nothing of pages reads all of them at once.
      limit: countWithDefault(10_000, 10_000),
    }),
  },
  responses: {
    200: {
      description: "Those of mocks, and those that were made",
      content: json(
        listSchema(
          z.object({
            namespace: z.string(),
            tags: z.array(z.string()),
            items: z.array(TagSchema),
            total: z.number(),
            ...nextCursorKey,
          }),
          TagSchema,
        ),
      ),
      headers: nextPageHeaders,
    },
    ...errorAnswers,
  },
});

const TagNameSchema = NameSchema.trim().min(1, "must not be empty");

const createTagRoute = createRoute({
  method: "post",
  path: "/api/v1/tags",
  operationId: "createTag",
  summary: "Make a tag that mocks can be given later",
  request: {
    ...named,
    body: {
      required: true,
      content: json(
        z
          .object({
            name: TagNameSchema.optional(),
            tag: TagNameSchema.optional(),
            namespace: z.string().nullish(),
          })
          .refine(({ name, tag }) => name !== undefined || tag !== undefined, {
            path: ["name"],
            message: "is required: the tag's name",
          }),
      ),
    },
  },
  responses: {
    200: {
      description: "The tag",
      content: json(TagSchema.extend({ tag: z.string(), namespace: z.string() })),
    },
    ...errorAnswers,
  },
});

/** Tags (contract C5.1, C5.2). */
export function registerTagRoutes(app: RestApp): void {
  app.openapi(listRoute, async (context) => {
    const namespace = resolveNamespace(context.var.actor, namedBy(context));
    const { cursor: after, limit } = context.req.valid("query");
    const query = { namespace, after, limit };
    const { tags: items, total, next } = await listTags(getManagement(), context.var.actor, query);
    const nextCursor = nameCursor.render(next);
    linkNextPage(context, nextCursor);
    const object = { namespace, tags: items.map(({ name }) => name), items, total, nextCursor };
    return context.json(shapeList(context, "tags", { object, array: items }), 200);
  });

  app.openapi(createTagRoute, async (context) => {
    const { name, tag, namespace: body } = context.req.valid("json");
    const namespace = resolveNamespace(context.var.actor, { body: body ?? undefined, ...namedBy(context) });
    const made = await createTag(getManagement(), context.var.actor, { namespace, name: name ?? tag ?? "" });
    return context.json({ ...made, tag: made.name, namespace }, 200);
  });
}
