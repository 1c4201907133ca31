import { expect, it } from "vitest";
import { MockCursorSchema, renderMockCursor } from "./mock-cursor.ts";

it("names a position, whatever the id is", () => {
  for (const id of ["payment", "a/b c", "ünï", ""]) {
    const position = { createdAt: new Date(1_795_000_000_123), id };
    const cursor = renderMockCursor(position);
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(MockCursorSchema.parse(cursor)).toEqual(position);
  }
});

it.each(["", "nonsense", Buffer.from('["x","y"]').toString("base64url"), Buffer.from("[1]").toString("base64url")])(
  "refuses %j, and says what it must be",
  (text) => {
    expect(MockCursorSchema.safeParse(text).error?.issues[0]?.message).toBe("must be the nextCursor of another page");
  },
);
