import { expect, it } from "vitest";
import { findNextCursor, readAllPages, readItems } from "./read-pages.ts";

it.each([
  ['</api/v1/tags?limit=2&cursor=ImIi>; rel="next"', "ImIi"],
  ['<https://example.com/api/v1/mocks?cursor=a%2Bb&limit=2>; rel="next"', "a+b"],
  ['</api/v1/tags>; rel="first"', null],
  [null, null],
])("finds the next page in %j", (link, cursor) => {
  expect(findNextCursor(link)).toBe(cursor);
});

it("reads page after page, until one says nothing of a next one", async () => {
  const asked: unknown[] = [];
  const pages = await readAllPages((page) => {
    asked.push(page);
    const headers =
      page.cursor === "b" ? {} : { link: `</list?cursor=${page.cursor === undefined ? "a" : "b"}>; rel="next"` };
    return Promise.resolve({ data: [asked.length], response: new Response("", { headers }) });
  });
  expect(pages).toEqual([[1], [2], [3]]);
  expect(asked).toEqual([{}, { cursor: "a" }, { cursor: "b" }]);
});

it.each([
  { count: 3, items: [1, 2, 3], limits: [2, 1], hasMore: true },
  { count: 0, items: [1, 2, 3, 4, 5], limits: [2, 2, 2], hasMore: false },
  { count: 9, items: [1, 2, 3, 4, 5], limits: [2, 2, 2], hasMore: false },
])("reads $count items and no more", async ({ count, items, limits, hasMore }) => {
  const asked: number[] = [];
  const call = ({ limit, cursor = "0" }: { limit: number; cursor?: string }) => {
    asked.push(limit);
    const end = Number(cursor) + limit;
    const data = [1, 2, 3, 4, 5].slice(Number(cursor), end);
    const headers = { ...(end < 5 && { link: `</list?cursor=${end}>; rel="next"` }) };
    return Promise.resolve({ data, response: new Response("", { headers }) });
  };
  const read = await readItems(call, { count, pageMax: 2, itemsOf: (page) => page });
  expect({ ...read, asked }).toEqual({ items, hasMore, asked: limits });
});
