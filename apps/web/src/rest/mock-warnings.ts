import { z } from "@hono/zod-openapi";
import {
  findClampedNumbers,
  findUnknownKeys,
  findUnservedParts,
  type MockInput,
  MockInputSchema,
  type Problem,
  serverKeptMockKeys,
} from "@understudy/domain";

export const WarningsSchema = z.array(z.object({ path: z.string(), message: z.string() }));

/** What of a mock was dropped or changed, and what is kept without being acted on. */
export function listWarnings(body: unknown, input: MockInput): Problem[] {
  const unserved = findUnservedParts(input).map(({ path, message }) => ({ path, message }));
  const unknown = findUnknownKeys(MockInputSchema, body, { ignored: serverKeptMockKeys });
  return [...unknown, ...findClampedNumbers(input, body), ...unserved];
}
