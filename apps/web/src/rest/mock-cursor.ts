import { z } from "@hono/zod-openapi";

/** Behind which mock the next page of the list begins: what the list is sorted by. */
interface MockPosition {
  createdAt: Date;
  id: string;
}

/** Names a position so that clients need not know what it is made of. */
export function renderMockCursor({ createdAt, id }: MockPosition): string {
  return Buffer.from(JSON.stringify([createdAt.getTime(), id])).toString("base64url");
}

const PositionSchema = z.tuple([z.int().min(0).max(8_640_000_000_000_000), z.string().max(500)]);

/** The `nextCursor` of another page. */
export const MockCursorSchema = z
  .string()
  .max(2_000)
  .transform((text, context): MockPosition => {
    const position = PositionSchema.safeParse(parseJson(Buffer.from(text, "base64url").toString()));
    if (position.success) return { createdAt: new Date(position.data[0]), id: position.data[1] };
    context.addIssue({ code: "custom", message: "must be the nextCursor of another page" });
    return z.NEVER;
  });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
