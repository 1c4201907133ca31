import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { RestEnv } from "./rest-env.ts";

/** How lists lead from one page to the next (ADR 0033): alike for all of them, in the query, in the body and in the header. */

/** The query's `cursor`, of a list whose cursors are read by `schema`. */
export const cursorOf = <Position>(schema: z.ZodType<Position, string>) =>
  schema
    .optional()
    .describe(
      "The nextCursor of the page before: what is made or deleted meanwhile moves nothing. It goes before offset",
    );

/** Beside the items of a page, where the answer is an object. */
export const nextCursorKey = { nextCursor: z.string().nullable().describe("Null: this is the last page") };

/** The header of a page. */
export const nextPageHeaders = z.object({
  link: z
    .string()
    .optional()
    .describe('`<address>; rel="next"` (RFC 8288): the same list behind this page. Absent: this is the last page'),
});

/** The part of a list that a query asks for. */
export function toListPage<Position>(query: { offset: number; cursor?: Position | undefined; limit: number }): {
  offset: number;
  after: Position | undefined;
  limit: number;
} {
  const { offset, cursor, limit } = query;
  return { offset: cursor === undefined ? offset : 0, after: cursor, limit };
}

/** Says where the next page is, also to clients whose answer is an array or a store and has no place for `nextCursor`. Null: there is none. */
export function linkNextPage(context: Context<RestEnv>, nextCursor: string | null): void {
  if (nextCursor === null) return;
  const url = new URL(context.req.url);
  url.searchParams.delete("offset");
  url.searchParams.set("cursor", nextCursor);
  context.header("link", `<${url.pathname}${url.search}>; rel="next"`);
}
