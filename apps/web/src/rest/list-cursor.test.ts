import { expect, it } from "vitest";
import { mockCursor, momentCursor, nameCursor, searchCursor, trashCursor } from "./list-cursor.ts";

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const at = new Date(1_795_000_000_123);
const uuid = "0193e3a2-7c1e-7b60-9d43-1f0d1c2b3a4e";

it("names a position, whatever is in it", () => {
  for (const text of ["payment", "a/b c", "ünï", ""]) {
    const cursor = mockCursor.render({ at, id: text }) ?? "";
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(mockCursor.schema.parse(cursor)).toEqual({ at, id: text });
    expect(nameCursor.schema.parse(nameCursor.render(text))).toBe(text);
  }
  expect(momentCursor.schema.parse(momentCursor.render({ at, id: uuid }))).toEqual({ at, id: uuid });
  const item = { at, type: "mock" as const, namespace: "shop", id: "a" };
  expect(trashCursor.schema.parse(trashCursor.render(item))).toEqual(item);
  const found = { name: "/pay", namespace: "shop", id: "a" };
  expect(searchCursor.schema.parse(searchCursor.render(found))).toEqual(found);
});

it("is null where there is no next page", () => {
  expect(nameCursor.render(null)).toBeNull();
});

const refused = {
  "an empty text": [mockCursor, ""],
  "any text": [nameCursor, "nonsense"],
  "another list's": [momentCursor, mockCursor.render({ at, id: "payment" })],
  "parts of other types": [mockCursor, encode(["x", "y"])],
  "too few parts": [mockCursor, encode([1])],
  "a time that PostgreSQL has not": [mockCursor, encode([8_640_000_000_000_000, "a"])],
  "a text that PostgreSQL has not": [nameCursor, encode("a\u0000")],
  "a type that the trash has not": [trashCursor, encode([1, "store", "shop", "a"])],
} as const;

it.each(Object.entries(refused))("refuses %s, and says what it must be", (_, [cursor, text]) => {
  const problem = cursor.schema.safeParse(text).error?.issues[0]?.message;
  expect(problem).toBe("must be the nextCursor of another page");
});
