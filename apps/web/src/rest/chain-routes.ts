import { createRoute, z } from "@hono/zod-openapi";
import { batchItemsMax } from "@understudy/domain";
import { deleteChain, hasChain, listMocks } from "@understudy/management";
import type { Context } from "hono";
import { getManagement } from "../server/management.ts";
import { nameLateResolvers } from "./late-resolvers.ts";
import { mockCursor } from "./list-cursor.ts";
import { toWireMock, WireMockSchema } from "./mock-shape.ts";
import { cursorOf, linkNextPage, nextPageHeaders } from "./next-page.ts";
import { namedBy, resolveNamespace } from "./request-namespace.ts";
import type { RestApp, RestEnv } from "./rest-env.ts";
import { countWithDefault, errorAnswers, json, NamespaceHeaderSchema, NamespaceQuerySchema } from "./schemas.ts";

const oneChainRequest = {
  headers: NamespaceHeaderSchema,
  query: NamespaceQuerySchema,
  params: z.object({ chainId: z.string() }),
};

const listRoute = createRoute({
  method: "get",
  path: "/api/v1/mocks/chains/{chainId}",
  operationId: "listChainMocks",
  summary: "The mocks of a chain, newest first",
  request: {
    ...oneChainRequest,
    query: NamespaceQuerySchema.extend({
      cursor: cursorOf(mockCursor.schema),
      // Whoever knows nothing of pages reads all of them at once.
      limit: countWithDefault(batchItemsMax, batchItemsMax),
    }),
  },
  responses: {
    200: {
      description: "A bare array: all clients read it so. Only the header Link says whether there are more",
      content: json(z.array(WireMockSchema)),
      headers: nextPageHeaders,
    },
    ...errorAnswers,
  },
});

const deleteRoute = createRoute({
  method: "delete",
  path: "/api/v1/mocks/chains/{chainId}",
  operationId: "deleteChainMocks",
  summary: "Delete the mocks of a chain; its store stays",
  request: oneChainRequest,
  responses: {
    200: {
      description: "Deleted; calls no longer find them",
      content: json(
        z.object({ chainId: z.string(), count: z.number(), success: z.literal(true), message: z.string() }),
      ),
    },
    ...errorAnswers,
  },
});

/** Chains of mocks (contract C1.19, C1.20). Their paths win over those of one mock: register them first. */
export function registerChainRoutes(app: RestApp): void {
  app.openapi(listRoute, async (context) => {
    const chain = await findChain(context, context.req.valid("param").chainId);
    const { cursor, limit } = context.req.valid("query");
    const after = cursor && { createdAt: cursor.at, id: cursor.id };
    const query = { ...chain, offset: 0, after, limit };
    const { mocks, next } = await listMocks(getManagement(), context.var.actor, query);
    linkNextPage(context, mockCursor.render(next && { at: next.createdAt, id: next.id }));
    return context.json(mocks.map(toWireMock), 200);
  });

  app.openapi(deleteRoute, async (context) => {
    const chain = await findChain(context, context.req.valid("param").chainId);
    const { deleted, notYetVisible } = await deleteChain(getManagement(), context.var.actor, chain);
    nameLateResolvers(context, notYetVisible);
    const { chainId } = chain;
    return context.json({ chainId, count: deleted, success: true as const, message: "Mocks deleted" }, 200);
  });
}

/**
 * The chain that a path means. A `+` may mean a blank (contract C0.3); an unknown chain is no error, so that what there is decides:
 * blanks are meant when there is a chain of that name and none of the literal one.
 */
export async function findChain(
  context: Context<RestEnv>,
  chainId: string,
  body?: string,
): Promise<{ namespace: string; chainId: string }> {
  const { actor } = context.var;
  const literal = { namespace: resolveNamespace(actor, { body, ...namedBy(context) }), chainId };
  if (!chainId.includes("+")) return literal;
  const blank = { ...literal, chainId: chainId.replaceAll("+", " ") };
  if (await hasChain(getManagement(), actor, literal)) return literal;
  return (await hasChain(getManagement(), actor, blank)) ? blank : literal;
}
