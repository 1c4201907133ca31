import { z } from "@hono/zod-openapi";
import { trashTypes } from "@understudy/domain";

/** Names the row behind which the next page of a list begins, by what the list is sorted by; what that is need not concern clients. */
export interface ListCursor<Position> {
  /** The `nextCursor` of another page, as it comes back in the query. */
  schema: z.ZodType<Position, string>;
  /** Null stays null: there is no next page. */
  render: (next: Position | null) => string | null;
}

function createListCursor<Parts, Position>(cursor: {
  parts: z.ZodType<Parts>;
  read: (parts: Parts) => Position;
  write: (position: Position) => Parts;
}): ListCursor<Position> {
  // As long as it may be: the key of a store has up to 4,000 bytes, and an address is bounded itself.
  const schema = z.string().transform((text, context): Position => {
    const parts = cursor.parts.safeParse(parseJson(Buffer.from(text, "base64url").toString()));
    if (parts.success) return cursor.read(parts.data);
    context.addIssue({ code: "custom", message: "must be the nextCursor of another page" });
    return z.NEVER;
  });
  const render = (position: Position): string =>
    Buffer.from(JSON.stringify(cursor.write(position))).toString("base64url");
  return { schema, render: (next) => (next === null ? null : render(next)) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** PostgreSQL has no text with NUL. */
const TextSchema = z.string().regex(/^[^\u0000]*$/);
/** Milliseconds since 1970, up to the end of the year 9999. */
const MomentSchema = z.int().min(0).max(253_402_300_799_999);

const createMomentCursor = (id: z.ZodType<string>): ListCursor<{ at: Date; id: string }> =>
  createListCursor({
    parts: z.tuple([MomentSchema, id]),
    read: ([at, rowId]) => ({ at: new Date(at), id: rowId }),
    write: ({ at, id: rowId }) => [at.getTime(), rowId] as [number, string],
  });

/** Of lists that are sorted by a name. */
export const nameCursor: ListCursor<string> = createListCursor({
  parts: TextSchema,
  read: (name) => name,
  write: (name) => name,
});

/** Of lists of what has a uuid, sorted by a time. */
export const momentCursor = createMomentCursor(z.uuid());

/** Of lists of mocks. */
export const mockCursor = createMomentCursor(TextSchema);

/** Of the trash: a time, a type, and a name that is one in its namespace. */
export const trashCursor = createListCursor({
  parts: z.tuple([MomentSchema, z.enum(trashTypes), TextSchema, TextSchema]),
  read: ([at, type, namespace, id]) => ({ at: new Date(at), type, namespace, id }),
  write: ({ at, type, namespace, id }) =>
    [at.getTime(), type, namespace, id] as [number, (typeof trashTypes)[number], string, string],
});

/** Of what a search finds, by name. */
export const searchCursor = createListCursor({
  parts: z.tuple([TextSchema, TextSchema, TextSchema]),
  read: ([name, namespace, id]) => ({ name, namespace, id }),
  write: ({ name, namespace, id }) => [name, namespace, id] as [string, string, string],
});
