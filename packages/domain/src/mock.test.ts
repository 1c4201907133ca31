import { describe, expect, it } from "vitest";
import { findClampedNumbers } from "./callback.ts";
import { isExpired, listFileUses, MockInputSchema, templateNamesOf } from "./mock.ts";

const problems = (input: unknown) =>
  MockInputSchema.safeParse(input).error?.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`) ?? [];

describe("a mock's input", () => {
  it("takes what the Go client sends: an empty object for everything that is not used", () => {
    const empty = Object.fromEntries(
      ["grpc", "mcp", "socket", "soap", "graphql", "sse", "kafka", "rabbitmq", "smtp", "oneOf", "proxy", "extract"].map(
        (key) => [key, {}],
      ),
    );
    const parsed = MockInputSchema.parse({ id: "m", ...empty, http: { route: "/x" }, response: { statusCode: 201 } });
    expect(parsed).toEqual({ id: "m", http: { route: "/x" }, response: { statusCode: 201 } });
  });

  it("takes a oneOf that the Go client does not use", () => {
    const sent = { http: { route: "/x" }, oneOf: { order: "", offset: 0 }, response: { statusCode: 201 } };
    expect(MockInputSchema.parse(sent)).toEqual({ http: { route: "/x" }, response: { statusCode: 201 } });
  });

  it.each([
    ["grpc", { service: "s", method: "m", meta: [{ path: "a" }] }],
    ["mcp", { tool: "t" }],
    ["socket", { event: "e" }],
    ["soap", { action: "a" }],
    ["graphql", { operation: "query", field: "f" }],
    ["sse", { eventPath: "/e", headerConditions: [] }],
    ["kafka", { topic: "t", outputHeaders: { a: "b" } }],
    ["rabbitmq", { queue: "q", outputProps: { deliveryMode: 2 } }],
    ["smtp", { serverName: "s" }],
    ["s3", { whatever: true }],
  ])("keeps a mock of the protocol %s", (protocol, context) => {
    expect(MockInputSchema.parse({ [protocol]: context })).toEqual({ [protocol]: context });
  });

  it.each<[string, unknown, string]>([
    ["no protocol", {}, "exactly one of http"],
    ["two protocols", { http: { route: "/x" }, grpc: { service: "s" } }, "http and grpc were given"],
    ["no route", { http: { httpMethod: "GET" } }, "http.route: is required"],
    [
      "two answers",
      { http: { route: "/x" }, response: { statusCode: 200 }, proxy: { target: "http://x" } },
      "proxy: a mock answers in one way",
    ],
    [
      "a status out of range",
      { http: { route: "/x" }, response: { statusCode: 199 } },
      "response.statusCode: must be 200 to 599",
    ],
    [
      "a oneOf without an answer",
      { http: { route: "/x" }, oneOf: { order: "order", responses: [] } },
      "oneOf.responses: must have at least one answer",
    ],
    [
      "a wrong status in one of several answers",
      { http: { route: "/x" }, oneOf: { responses: [{}, { statusCode: 99 }] } },
      "oneOf.responses.1.statusCode: must be 200 to 599",
    ],
    ["a proxy without a target", { http: { route: "/x" }, proxy: { target: "" } }, "proxy.target: must be an absolute"],
    [
      "a proxy whose target is not HTTP",
      { http: { route: "/x" }, proxy: { target: "ftp://x/" } },
      "proxy.target: must be an absolute http or https URL",
    ],
    [
      "a proxy whose target holds a password",
      { http: { route: "/x" }, proxy: { target: "http://a:b@x/" } },
      "proxy.target: must be an absolute http or https URL without a password",
    ],
    [
      "a payload to decode that is not base64",
      { http: { route: "/x" }, oneOf: { responses: [{ decode: "base64", payload: "#" }] } },
      "oneOf.responses.0.payload: is not base64",
    ],
    [
      "a payload to decode that is not text",
      { http: { route: "/x" }, response: { decode: "base64", payload: { a: 1 } } },
      "response.payload: must be a base64 text",
    ],
    ["an unknown fault", { http: { route: "/x" }, response: { fault: "explode" } }, "response.fault:"],
    [
      "a header with a line break",
      { http: { route: "/x" }, response: { headers: { a: ["b\r\nc: d"] } } },
      "response.headers.a.0: must not have line breaks",
    ],
    [
      "a header without a proper name",
      { http: { route: "/x" }, response: { headers: { "a b": ["c"] } } },
      "response.headers.a b:",
    ],
    ["a negative ttl", { http: { route: "/x" }, ttl: -1 }, "ttl: must not be negative"],
    ["a broken namespace", { http: { route: "/x" }, namespace: "Team A" }, "namespace: must be 1 to 63"],
    [
      "a callback without url",
      { http: { route: "/x" }, webhooks: [{}] },
      "webhooks.0.url: is required for a callback of type http",
    ],
    [
      "a Kafka callback without topic",
      { http: { route: "/x" }, webhooks: [{ type: "kafka", kafkaBrokers: "k:1" }] },
      "webhooks.0.kafkaTopic: is required",
    ],
    [
      "SASL without user",
      {
        http: { route: "/x" },
        webhooks: [{ type: "kafka", kafkaBrokers: "k:1", kafkaTopic: "t", kafkaUseSASL: true }],
      },
      "webhooks.0.kafkaUsername: is required",
    ],
    [
      "a RabbitMQ callback without target",
      { http: { route: "/x" }, webhooks: [{ type: "rabbitmq", rabbitURL: "amqp://x" }] },
      "webhooks.0.rabbitQueue: is required",
    ],
    [
      "an unknown callback type",
      { http: { route: "/x" }, webhooks: [{ type: "fax", url: "http://x" }] },
      "webhooks.0.type:",
    ],
    [
      "an unknown trigger",
      { http: { route: "/x" }, webhooks: [{ url: "http://x", trigger: "never" }] },
      "webhooks.0.trigger:",
    ],
    [
      "fractional retries",
      { http: { route: "/x" }, webhooks: [{ url: "http://x", retryCount: 1.5 }] },
      "webhooks.0.retryCount: must be a whole number",
    ],
    [
      "an unknown operator",
      { http: { route: "/x", conditions: [{ path: "a", assertAction: "like" }] } },
      "http.conditions.0.assertAction:",
    ],
    ["no object at all", "text", ""],
  ])("refuses %s, saying where and why", (_name, input, expected) => {
    const found = problems(input);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  it("counts an empty id and namespace as absent", () => {
    expect(MockInputSchema.parse({ id: "", namespace: "", http: { route: "/x" } })).toEqual({ http: { route: "/x" } });
  });

  it("clamps large times and counts of a callback, and tells", () => {
    const body = {
      http: { route: "/x" },
      webhooks: [{ url: "http://x", timeout: 5000, retryCount: 101, retryDelay: 3600 }],
    };
    const input = MockInputSchema.parse(body);
    expect(input.webhooks).toEqual([{ url: "http://x", timeout: 300, retryCount: 100, retryDelay: 3600 }]);
    expect(findClampedNumbers(input, body).map(({ path }) => path)).toEqual([
      "$.webhooks[0].timeout",
      "$.webhooks[0].retryCount",
    ]);
  });

  it("takes a single string as a header's list of values", () => {
    const { response } = MockInputSchema.parse({
      http: { route: "/x" },
      response: { headers: { a: "1", b: ["2", "3"] } },
    });
    expect(response?.headers).toEqual({ a: ["1"], b: ["2", "3"] });
  });
});

it("the files that a mock uses are found, with the places that name them", () => {
  const { id: _id, ...definition } = MockInputSchema.parse({
    http: { route: "/x", conditions: [{ path: "$" }, { path: "$", valueFromFile: "expected.json" }] },
    oneOf: { responses: [{}, { payloadTemplatePath: "page.html" }, { payloadTemplatePath: "expected.json" }] },
  });
  expect(listFileUses(definition)).toEqual([
    { path: "$.oneOf.responses[1].payloadTemplatePath", name: "page.html" },
    { path: "$.oneOf.responses[2].payloadTemplatePath", name: "expected.json" },
    { path: "$.http.conditions[1].valueFromFile", name: "expected.json" },
  ]);
  expect(templateNamesOf(definition)).toEqual(["page.html", "expected.json"]);
});

it("a mock is expired from the moment its time is up", () => {
  const expireAt = new Date(1_000);
  expect([new Date(999), new Date(1_000)].map((now) => isExpired({ expireAt }, now))).toEqual([false, true]);
  expect(isExpired({ expireAt: null }, new Date(1_000))).toBe(false);
});
