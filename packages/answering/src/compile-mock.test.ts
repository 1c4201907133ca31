import { type MockDefinition, MockInputSchema } from "@understudy/domain";
import { createDestinationGuard } from "@understudy/egress";
import { describe, expect, it } from "vitest";
import { createContext } from "../test/context.ts";
import { compileMock, findPlainAnswer } from "./compile-mock.ts";

const ownOrigin = { publicOrigin: "https://mocks.example", port: 1, resolverOrigin: "http://127.0.0.1:1" };
const guard = createDestinationGuard({ allowPrivate: false, allowHosts: [], ownOrigin });
const sealing = { seal: (text: string) => text, open: (text: string) => text };

function compile(input: object, files: Record<string, string> = {}) {
  const { id: _id, namespace: _namespace, ...definition } = MockInputSchema.parse({ http: { route: "/x" }, ...input });
  return compileDefinition(definition, files);
}

function compileDefinition(definition: MockDefinition, files: Record<string, string> = {}) {
  const now = new Date(0);
  const mock = {
    id: "m",
    namespace: "sandbox",
    definition,
    version: 1,
    createdAt: now,
    updatedAt: now,
    expireAt: null,
    closedAt: null,
  };
  const stored = new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)]));
  const compiled = compileMock(mock, { guard, sealing, files: stored });
  if (compiled === null) throw new Error("not compiled");
  return compiled;
}

function renderAnswer(input: object, body?: unknown) {
  const { answering } = compile(input);
  if (answering.kind !== "answers") throw new Error(answering.kind);
  const context = createContext(body);
  return answering.answers.choose({ use: 1, faker: context.faker }).render(context);
}

it.each<[string, object, { isPlain: boolean; needsUse: boolean }]>([
  ["is static", { response: { payload: { a: 1 }, delay: 5 } }, { isPlain: true, needsUse: false }],
  ["has one answer in turn", { oneOf: { responses: [{ payload: 1 }] } }, { isPlain: false, needsUse: true }],
  ["has a limit", { useLimiter: 2 }, { isPlain: false, needsUse: true }],
  ["has a static file", { response: { payloadTemplatePath: "a" } }, { isPlain: true, needsUse: false }],
  ["has a template", { response: { payload: "$.req.id" } }, { isPlain: false, needsUse: false }],
  [
    "has a latency",
    { response: { latency: { distribution: "uniform", lowerMs: 1, upperMs: 2 } } },
    { isPlain: false, needsUse: false },
  ],
  ["breaks", { response: { fault: "reset" } }, { isPlain: false, needsUse: false }],
  ["has answers in turn", { oneOf: { responses: [{}, {}] } }, { isPlain: false, needsUse: true }],
  ["has answers at random", { oneOf: { order: "random", responses: [{}, {}] } }, { isPlain: false, needsUse: false }],
  ["is a proxy", { proxy: { target: "http://real" } }, { isPlain: false, needsUse: false }],
  ["has a callback", { webhooks: [{ url: "http://there" }] }, { isPlain: false, needsUse: false }],
  ["remembers something", { extract: { gStore: { a: 1 } } }, { isPlain: false, needsUse: false }],
  ["has a file that is not there", { response: { payloadTemplatePath: "b" } }, { isPlain: false, needsUse: false }],
])("a mock that %s", (_name, input, expected) => {
  const mock = compile(input, { a: "text" });
  expect({ isPlain: findPlainAnswer(mock) !== null, needsUse: mock.needsUse }).toEqual(expected);
});

it("a mock whose first answer is plain and whose second reads the body has the body read", () => {
  expect(compile({ oneOf: { responses: [{}, { payload: "$.req.id" }] } }).reads.requestBody).toBe(true);
});

it.each<[string, Partial<MockDefinition>, string]>([
  ["without an answer", { oneOf: { responses: [] } }, "$.oneOf.responses"],
  ["with a target that is none", { proxy: { target: "" } }, "$.proxy.target"],
])("a mock %s, which an earlier version took, says so when it is called", (_name, stored, path) => {
  const { answering, needsUse } = compileDefinition({ http: { route: "/x" }, useLimiter: 1, ...stored });
  expect(answering).toEqual({ kind: "unserved", reason: expect.stringContaining(path) as string });
  expect(needsUse).toBe(false);
});

it("an expected value comes from a file", () => {
  const http = { route: "/x", queryParams: [{ path: "mode", valueFromFile: "mode" }] };
  const request = { method: "GET", segments: ["x"], headers: {}, query: { mode: ["beta"] }, body: null };
  expect(compile({ http }, { mode: "beta\n" }).conditions.hold(request)).toBe(true);
  expect(compile({ http }, { mode: "alpha" }).conditions.hold(request)).toBe(false);
  expect(compile({ http }).conditions.hold(request)).toBe(false);
});

describe("with strictTemplates", () => {
  const strictTemplates = true;

  it("an answer without a value for each expression fails, and names them", () => {
    const response = {
      headers: { "x-id": ["$.reqHeader.Missing[0]"] },
      payload: { a: "$.req.id", b: "$.req.missing", c: "is $.fake.NoSuchName" },
    };
    const pattern = /^the answer of this mock has expressions without a value: .*"\$\.fake\.NoSuchName"/;
    expect(() => renderAnswer({ strictTemplates, response }, { id: 1 })).toThrow(pattern);
    expect(() => renderAnswer({ strictTemplates, response })).toThrow(/"\$\.req\.missing"/);
    expect(() => renderAnswer({ strictTemplates, response })).toThrow(/"\$\.reqHeader\.Missing\[0\]"/);
    expect(renderAnswer({ response }, { id: 1 }).payload).toEqual({
      a: 1,
      b: "$.req.missing",
      c: "is $.fake.NoSuchName",
    });
  });

  it("an answer that finds all its values is what it is without", () => {
    const response = { payload: { a: "$.req.id", b: "of $.req.id" } };
    expect(renderAnswer({ strictTemplates, response }, { id: 1 })).toEqual(renderAnswer({ response }, { id: 1 }));
  });

  it("a callback fails likewise", () => {
    const webhooks = [{ url: "http://there", headers: { "x-a": "$.req.a" }, body: { b: "$.req.b" } }];
    const [callback] = compile({ strictTemplates, webhooks }).callbacks;
    expect(() => callback?.render(createContext({ a: 1 }), 1)).toThrow(
      'the callback has expressions without a value: "$.req.b"',
    );
    expect(callback?.render(createContext({ a: 1, b: 2 }), 1).message.headers).toContainEqual(["x-a", "1"]);
  });
});
