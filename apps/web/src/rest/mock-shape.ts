import { z } from "@hono/zod-openapi";
import type { Mock, MockUses } from "@understudy/domain";
import { NamespaceHeaderSchema, NamespaceQuerySchema } from "./schemas.ts";

/** Kept open: a mock is returned as it was sent, with what the server keeps. */
export const WireMockSchema = z.record(z.string(), z.unknown());

/** What a request for one mock says. */
export const oneMockRequest = {
  headers: NamespaceHeaderSchema,
  query: NamespaceQuerySchema,
  params: z.object({ id: z.string() }),
};

/** A mock as the API shows it: what the user said, and what the server keeps, in unix seconds (contract B1). */
export function toWireMock(mock: Mock & { uses?: MockUses }): Record<string, unknown> {
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
