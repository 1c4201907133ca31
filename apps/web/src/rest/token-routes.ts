import { createRoute, z } from "@hono/zod-openapi";
import { ChangeApiTokenSchema, CreateApiTokenSchema, findUnknownKeys } from "@understudy/domain";
import { changeApiToken, createApiToken, getApiToken, listApiTokens, revokeApiToken } from "@understudy/management";
import { getManagement } from "../server/management.ts";
import { momentCursor } from "./list-cursor.ts";
import { cursorOf, linkNextPage, nextCursorKey, nextPageHeaders, toListPage } from "./next-page.ts";
import type { RestApp } from "./rest-env.ts";
import { errorAnswers, json, PageQuerySchema, WarningsSchema } from "./schemas.ts";
import { toWireToken, WireTokenSchema } from "./token-shape.ts";
import { takeWarnings } from "./warnings.ts";

const createTokenRoute = createRoute({
  method: "post",
  path: "/api/v1/auth/tokens",
  operationId: "createToken",
  summary: "Make an API token; its value is shown this once",
  request: { body: { required: true, content: json(CreateApiTokenSchema) } },
  responses: {
    200: {
      description: "The token",
      content: json(
        z.object({ token: z.string(), token_info: WireTokenSchema, message: z.string(), warnings: WarningsSchema }),
      ),
    },
    ...errorAnswers,
  },
});

const listRoute = createRoute({
  method: "get",
  path: "/api/v1/auth/tokens",
  operationId: "listTokens",
  summary: "List your API tokens, newest first",
  request: {
    query: PageQuerySchema.extend({
      cursor: cursorOf(momentCursor.schema),
      all: z.enum(["true", "false"], "must be true or false").optional().describe("Of all users: for admins only"),
    }),
  },
  responses: {
    200: {
      description: "A page of tokens, never their values",
      content: json(
        z.object({
          tokens: z.array(WireTokenSchema),
          items: z.array(WireTokenSchema),
          count: z.int(),
          total: z.int(),
          offset: z.int(),
          limit: z.int(),
          ...nextCursorKey,
        }),
      ),
      headers: nextPageHeaders,
    },
    ...errorAnswers,
  },
});

const tokenPath = { path: "/api/v1/auth/tokens/{id}", request: { params: z.object({ id: z.string() }) } };

const getRoute = createRoute({
  ...tokenPath,
  method: "get",
  operationId: "getToken",
  summary: "One of your API tokens",
  responses: { 200: { description: "The token, never its value", content: json(WireTokenSchema) }, ...errorAnswers },
});

const changeRoute = createRoute({
  ...tokenPath,
  method: "put",
  operationId: "changeToken",
  summary: "Change what is given of an API token; counts at once",
  request: { ...tokenPath.request, body: { required: true, content: json(ChangeApiTokenSchema) } },
  responses: {
    200: {
      description: "The token as it is now",
      content: json(WireTokenSchema.extend({ warnings: WarningsSchema })),
    },
    ...errorAnswers,
  },
});

const revokeRoute = createRoute({
  ...tokenPath,
  method: "delete",
  operationId: "revokeToken",
  summary: "Revoke an API token: whoever holds it is refused at once",
  responses: {
    200: { description: "Revoked", content: json(z.object({ id: z.string(), success: z.literal(true) })) },
    ...errorAnswers,
  },
});

/** API tokens (contract C8.2, C8.3; snake_case as the contract has it there). */
export function registerTokenRoutes(app: RestApp): void {
  app.openapi(createTokenRoute, async (context) => {
    const { token, info } = await createApiToken(getManagement(), context.var.actor, context.req.valid("json"));
    const warnings = takeWarnings(findUnknownKeys(CreateApiTokenSchema, await context.req.json()));
    const message = "Keep the token now: it is not shown again";
    return context.json({ token, token_info: toWireToken(info), message, warnings }, 200);
  });

  app.openapi(listRoute, async (context) => {
    const { all, ...query } = context.req.valid("query");
    const request = { ...toListPage(query), isOfAll: all === "true" };
    const { tokens, total, next } = await listApiTokens(getManagement(), context.var.actor, request);
    const items = tokens.map(toWireToken);
    const nextCursor = momentCursor.render(next);
    linkNextPage(context, nextCursor);
    const { offset, limit } = query;
    return context.json({ tokens: items, items, count: items.length, total, offset, limit, nextCursor }, 200);
  });

  app.openapi(getRoute, async (context) => {
    const token = await getApiToken(getManagement(), context.var.actor, context.req.valid("param").id);
    return context.json(toWireToken(token), 200);
  });

  app.openapi(changeRoute, async (context) => {
    const request = { id: context.req.valid("param").id, change: context.req.valid("json") };
    const token = await changeApiToken(getManagement(), context.var.actor, request);
    const warnings = takeWarnings(findUnknownKeys(ChangeApiTokenSchema, await context.req.json(), { ignored: kept }));
    return context.json({ ...toWireToken(token), warnings }, 200);
  });

  app.openapi(revokeRoute, async (context) => {
    const { id } = context.req.valid("param");
    await revokeApiToken(getManagement(), context.var.actor, id);
    return context.json({ id, success: true as const }, 200);
  });
}

/** Whoever reads a token, changes a field and sends the whole back means no harm by these. */
const kept = ["id", "user_id", "user_login", "created_by", "created_at", "updated_at", "last_used_at"];
