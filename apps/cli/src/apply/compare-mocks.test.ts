import { MockInputSchema } from "@understudy/domain";
import { expect, test } from "vitest";
import { compareMocks } from "./compare-mocks.ts";

const current = {
  id: "pay",
  namespace: "sandbox",
  http: { route: "/pay", httpMethod: "POST" },
  response: { statusCode: 200, payload: { id: "x", lines: [1, 2] } },
  webhooks: [{ url: "http://a", headers: { Authorization: "••••••" } }],
  createdAt: 1,
  updatedAt: 2,
  useCounter: 3,
};

function compare(changed: object) {
  const { webhooks: _callbacks, ...rest } = current;
  return compareMocks({ ...rest }, MockInputSchema.parse({ ...rest, ...changed }));
}

test("what the server keeps, and how keys are ordered, is no change", () => {
  expect(compare({ useCounter: 9, response: { payload: { lines: [1, 2], id: "x" }, statusCode: 200 } })).toEqual([]);
});

test("what says nothing is no change: empty parts are not there", () => {
  expect(compare({ extract: {}, proxy: {}, oneOf: { order: "", offset: 0 } })).toEqual([]);
});

test.each([
  [
    { response: { statusCode: 201, payload: current.response.payload } },
    { path: "response.statusCode", before: 200, after: 201 },
  ],
  [{ ttl: 60 }, { path: "ttl", after: 60 }],
  [{ response: { payload: current.response.payload } }, { path: "response.statusCode", before: 200 }],
  [
    { response: { statusCode: 200, payload: { id: "x", lines: [1, 3] } } },
    { path: "response.payload.lines[1]", before: 2, after: 3 },
  ],
  [
    { response: { statusCode: 200, payload: "text" } },
    { path: "response.payload", before: current.response.payload, after: "text" },
  ],
])("a change is told with its path, what is there and what will be: %#", (changed, expected) => {
  expect(compare(changed)).toEqual([{ ...expected, isSecret: false }]);
});

const withHeaders = (headers: object) =>
  MockInputSchema.parse({ ...current, webhooks: [{ url: "http://a", headers }] });

test("a secret can't be compared, and its mask keeps it", () => {
  expect(compareMocks(current, withHeaders({ Authorization: "Bearer s3cret" }))).toEqual([
    { path: "webhooks[0].headers.Authorization", before: "••••••", after: "••••••", isSecret: true },
  ]);
  expect(compareMocks(current, withHeaders({ Authorization: "••••••" }))).toEqual([]);
});

test("a secret is never shown, not in a part that is new either", () => {
  const changes = compareMocks(current, withHeaders({ Authorization: "••••••", "X-API-Key": "s3cret", "X-A": "b" }));
  expect(changes).toEqual([
    { path: "webhooks[0].headers.X-API-Key", after: "••••••", isSecret: false },
    { path: "webhooks[0].headers.X-A", after: "b", isSecret: false },
  ]);
  const kafka = { type: "kafka", kafkaBrokers: "a:1", kafkaTopic: "t", kafkaPassword: "s3cret" };
  const added = MockInputSchema.parse({ ...current, webhooks: [...current.webhooks, kafka] });
  expect(compareMocks(current, added)).toEqual([
    { path: "webhooks[1]", after: { ...kafka, kafkaPassword: "••••••" }, isSecret: false },
  ]);
});
