import { afterAll, beforeAll, expect, test } from "vitest";
import { listSentCallbacks } from "../../../test/sent-callbacks.ts";
import { startTestResolver, type TestResolver } from "../../../test/resolver.ts";

/** What is left to be sent, and why the rest is not, when callbacks have conditions. */
let resolver: TestResolver;

beforeAll(async () => {
  resolver = await startTestResolver();
});
afterAll(async () => {
  expect(await resolver.stop()).toBe(0);
});

/** Saves a mock with these callbacks and calls it; state and reason of each delivery, in the order in which they were made. */
async function fire(
  id: string,
  webhooks: object[],
  options: { body?: unknown; mock?: object } = {},
): Promise<string[]> {
  const callbacks = webhooks.map((callback) => ({ url: "http://target.example/", ...callback }));
  const http = { route: `/${id}`, httpMethod: "POST" };
  await resolver.save({ id, http, response: { payload: { id: "pi_1" } }, webhooks: callbacks, ...options.mock });
  const answer = await resolver.call(`/stubs/sandbox/${id}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(options.body ?? {}),
  });
  expect(answer.status).toBe(200);
  const sent = await listSentCallbacks(resolver.management, id);
  return sent.map(({ state, stateReason }) => (stateReason === null ? state : `${state}: ${stateReason}`));
}

test("a condition is looked at when the mock answers: over request, answer, and stores after extract", async () => {
  const states = await fire(
    "places",
    [
      {
        name: "big",
        condition: { conditions: [{ path: "$.amount", assertAction: "matches", value: "^[1-9][0-9]{2,}$" }] },
      },
      { after: "big" },
      { condition: { response: [{ path: "id", value: "pi_1" }], statusCode: [{ path: "$", value: 200 }] } },
      { condition: { gStore: [{ path: "lastAmount", value: 50 }] } },
      { condition: { gStore: [{ path: "lastAmount", value: 51 }] } },
      { condition: { cStore: [{ path: "step", value: 1 }], mStore: [{ path: "kept", value: true }] } },
      { condition: { header: [{ path: "X-Plan", value: "gold" }] }, async: false },
      { after: "gone" },
      { name: "gone", trigger: "on_error" },
      { after: "gone", afterFailure: "send" },
    ],
    {
      body: { amount: 50 },
      mock: {
        chainId: "orders",
        extract: { gStore: { lastAmount: "$.req.amount" }, cStore: { step: 1 } },
        mStore: { kept: true },
      },
    },
  );
  expect(states).toEqual([
    'skipped: condition: $.amount of the body is 50, expected a match of "^[1-9][0-9]{2,}$"',
    'skipped: it waits for "big", which was skipped',
    "pending",
    "pending",
    "skipped: condition: lastAmount of the global store is 50, expected 51",
    "pending",
    'skipped: condition: the header X-Plan is missing, expected "gold"',
    'skipped: it waits for "gone", which does not fire for this answer',
    "pending",
  ]);
});

test("what a condition quotes from a request can be stored whatever it is", async () => {
  const condition = { conditions: [{ path: "$.text", value: "x" }] };
  const [state] = await fire("hostile", [{ condition }], { body: { text: "a\u0000b\ud800c" } });
  expect(state).toMatch(/^skipped: condition: \$\.text of the body is "a.+c", expected "x"$/);
});

test("an expected value may be a file", async () => {
  const condition = { response: [{ path: "id", valueFromFile: "no-such-file" }] };
  expect(await fire("file", [{ condition }])).toEqual([
    'skipped: condition: the condition can\'t hold: valueFromFile: there is no file "no-such-file"',
  ]);
});
