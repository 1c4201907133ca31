import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createContext, createRequest } from "../test/context.ts";
import { compileTemplate } from "./compile-template.ts";
import { compileText } from "./compile-text.ts";

const fragments = [
  ...[
    "$.req",
    "$.req.a",
    ".a",
    "[0]",
    "[-1]",
    '["a b"]',
    "$.reqHeader.X-Y[0]",
    "$.queryParams.q",
    "$.pathParam.p",
    "$.response",
  ],
  ...[
    "$.gS.a.b",
    "$.cS",
    "$.mS.$.req.a",
    "$.cb.x.response",
    "$.fake.UUID",
    "$.fake.IntBetween(1,2)",
    "$.fake.Nope",
    "$.sum($.req.a)",
    "$.increment($.gS.a)",
    "$.increment(a || 5)",
    "$.sum($.req.a, $.multiply(a.b, 1.5))",
    "$.subtract(",
    " || ",
    ", -2)",
  ],
  ...[
    "__proto__",
    ".constructor",
    "[*]",
    "..",
    ".",
    "$",
    "-",
    "(",
    ")",
    "[",
    "]",
    '"',
    "'",
    "\\",
    " ",
    "é",
    "\u{1F600}",
    "\uD800",
  ],
];
const text = fc.oneof(
  fc
    .array(fc.oneof(fc.constantFrom(...fragments), fc.string({ unit: "binary" })), { maxLength: 12 })
    .map((parts) => parts.join("")),
  fc.string({ unit: "binary" }),
);
const { tree: json } = fc.letrec((tie) => ({
  leaf: fc.oneof(
    text,
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.jsonValue(),
  ),
  tree: fc.oneof(
    { maxDepth: 4 },
    tie("leaf"),
    fc.array(tie("tree"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(text, fc.constantFrom("__proto__", "constructor", "toJSON")), tie("tree"), { maxKeys: 4 }),
  ),
}));

describe("rendering any JSON in any context", () => {
  it("never throws, gives JSON, and changes neither template nor context", () => {
    fc.assert(
      fc.property(json, json, (value, body) => {
        const before = JSON.stringify([value, body]);
        const stores = {
          global: new Map([["a", body]]),
          chain: new Map<string, unknown>(),
          mock: new Map([["a.b", body]]),
        };
        const context = createContext({ request: createRequest(body), stores, response: body });
        const rendered = compileTemplate(value).render(context);
        expect(JSON.stringify(rendered)).toBeTypeOf("string");
        expect(JSON.stringify([value, body])).toBe(before);
      }),
      { numRuns: 400 },
    );
  });

  it("gives the same shape of lists and objects when nothing is resolved to one", () => {
    const isLeaf = (value: unknown) => typeof value !== "object" || value === null;
    const shapeOf = (value: unknown) => JSON.stringify(value, (_key, part: unknown) => (isLeaf(part) ? "" : part));
    fc.assert(
      fc.property(json, (value) => {
        const nothingResolves = createContext({
          request: { ...createRequest(undefined), query: {}, headers: {}, pathParams: {} },
        });
        expect(shapeOf(compileTemplate(value).render(nothingResolves))).toBe(shapeOf(value));
      }),
      { numRuns: 200 },
    );
  });

  it("makes a text of every text", () => {
    fc.assert(
      fc.property(text, json, (template, body) => {
        expect(compileText(template).render(createContext({ request: createRequest(body) }))).toBeTypeOf("string");
      }),
      { numRuns: 400 },
    );
  });
});
