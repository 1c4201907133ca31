import { type Mock, MockInputSchema } from "@understudy/domain";
import { describe, expect, test } from "vitest";
import { toMockDetail, toMockRow } from "./mock-shapes.ts";

const at = new Date("2026-05-01T12:00:00Z");

function mockOf(definition: unknown): Mock {
  const { id: _id, namespace: _namespace, ...parsed } = MockInputSchema.parse(definition);
  return {
    id: "m",
    namespace: "sandbox",
    definition: parsed,
    version: 1,
    createdAt: at,
    updatedAt: at,
    expireAt: null,
    closedAt: null,
  };
}

describe("a row of the list", () => {
  test.each<[string, unknown, object]>([
    [
      "a plain one",
      { http: { route: "/a", httpMethod: "get" } },
      { method: "GET", route: "/a", answer: "200", callbackCount: 0, tags: [] },
    ],
    ["any method", { http: { route: "/a" } }, { method: "ANY" }],
    ["a prefix", { http: { route: "/a/:id" }, pathPrefix: "/v2/" }, { route: "/v2/a/:id" }],
    ["status 0 is 200", { http: { route: "/a" }, response: { statusCode: 0 } }, { answer: "200" }],
    ["a status", { http: { route: "/a" }, response: { statusCode: 404 } }, { answer: "404" }],
    ["several answers", { http: { route: "/a" }, oneOf: { responses: [{}, {}] } }, { answer: "one of 2" }],
    ["a proxy", { http: { route: "/a" }, proxy: { target: "http://x" } }, { answer: "proxy" }],
    [
      "callbacks",
      { http: { route: "/a" }, webhooks: [{ url: "http://x" }, { url: "http://y" }] },
      { callbackCount: 2 },
    ],
    ["another protocol", { kafka: { topic: "t" } }, { method: "KAFKA", route: null, answer: null }],
  ])("%s", (_name, definition, row) => {
    expect(toMockRow(mockOf(definition))).toMatchObject(row);
  });
});

test("the definition can be posted as it is shown", () => {
  const { definition } = toMockDetail(mockOf({ http: { route: "/a" } }));
  expect(definition).toEqual({ id: "m", namespace: "sandbox", http: { route: "/a" } });
});
