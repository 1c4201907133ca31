import { z } from "@hono/zod-openapi";
import { type Mock, MockInputSchema, type MockUses } from "@understudy/domain";
import { nameSchema, NamespaceHeaderSchema, NamespaceQuerySchema } from "./schemas.ts";

/** Kept open: a mock is returned as it was sent, with what the server keeps; times in unix seconds. */
export const WireMockSchema = z
  .looseObject({
    id: z.string(),
    namespace: z.string(),
    createdAt: z.number().optional(),
    updatedAt: z.number().optional(),
    useCounter: z.number().optional(),
    lastUse: z.number().optional(),
    expireAt: z.number().optional(),
    closedAt: z.number().optional(),
  })
  .openapi("Mock");

/** A mock as users say it. */
export const WireMockInputSchema = nameSchema(MockInputSchema, "MockInput");

/** What a request for one mock says. */
export const oneMockRequest = {
  headers: NamespaceHeaderSchema,
  query: NamespaceQuerySchema,
  params: z.object({ id: z.string() }),
};

/** A mock as the API shows it: what the user said, and what the server keeps, in unix seconds (contract B1). */
export function toWireMock(mock: Mock & { uses?: MockUses }): z.infer<typeof WireMockSchema> {
  return {
    id: mock.id,
    namespace: mock.namespace,
    ...mock.definition,
    createdAt: toSeconds(mock.createdAt),
    updatedAt: toSeconds(mock.updatedAt),
    ...(mock.uses && { useCounter: mock.uses.count }),
    ...(mock.uses?.lastAt && { lastUse: toSeconds(mock.uses.lastAt) }),
    ...(mock.expireAt && { expireAt: toSeconds(mock.expireAt) }),
    ...(mock.closedAt && { closedAt: toSeconds(mock.closedAt) }),
  };
}

export function toSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
