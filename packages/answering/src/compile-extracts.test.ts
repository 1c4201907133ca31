import type { MockDefinition } from "@understudy/domain";
import { describe, expect, it } from "vitest";
import { compileExtracts, listLockedEntries } from "./compile-extracts.ts";

type Extracts = NonNullable<MockDefinition["extract"]>;

const compile = (extract: Extracts, chainId: string | undefined = "chain") =>
  compileExtracts({ extract, ...(chainId !== undefined && { chainId }) });
const lockedBy = (extract: Extracts) => listLockedEntries(compile(extract)).map(({ store, key }) => `${store}:${key}`);

describe("extracts", () => {
  it("are worked on in the order mock, chain, global store", () => {
    const extracts = compile({ gStore: { a: 1 }, cStore: { b: 2 }, mStore: { c: 3, d: 4 } });
    expect(extracts.map(({ store, key }) => `${store}:${key}`)).toEqual(["mock:c", "mock:d", "chain:b", "global:a"]);
  });

  it.each([undefined, ""])("leave the chain store out of a mock without a chain (%j)", (chainId) => {
    const extracts = compileExtracts({ extract: { cStore: { b: 2 }, gStore: { a: 1 } }, chainId });
    expect(extracts.map(({ key }) => key)).toEqual(["a"]);
  });
});

describe("the entries that are locked", () => {
  it.each<[string, Extracts, string[]]>([
    ["none, when what is written is not read", { gStore: { a: "$.req.a", b: "$.gS.other" } }, []],
    ["none, when it is read from another store", { gStore: { a: "$.increment($.cS.a)" } }, []],
    ["none, when only the mock store is used", { mStore: { a: "$.increment($.mS.a)" } }, []],
    ["a counter", { gStore: { a: "$.increment($.gS.a)" } }, ["global:a"]],
    ["a counter in the chain", { cStore: { a: "$.sum(1, $.cS.a || 0)" } }, ["chain:a"]],
    ["a counter with a bare name", { gStore: { a: "$.increment(a)" } }, ["global:a"]],
    ["a counter inside of a value", { gStore: { a: { list: [1, "n: $.gS.a"] } } }, ["global:a"]],
    [
      "a counter by way of the mock store",
      { mStore: { n: "$.gS.a" }, gStore: { a: "$.increment($.mS.n)" } },
      ["global:a"],
    ],
    [
      "all that is written, when one is read",
      { cStore: { b: 1 }, gStore: { a: "$.gS.a", z: 1 } },
      ["chain:b", "global:a", "global:z"],
    ],
    ["what a computed key may read", { gStore: { a: "$.gS.$.req.key" } }, ["global:a"]],
    ["a dotted key", { gStore: { "app.n": "$.increment($.gS.app.n)" } }, ["global:app.n"]],
    ["the key above a path", { gStore: { app: "$.gS.app.n.m" } }, ["global:app"]],
  ])("%s", (_name, extract, expected) => {
    expect(lockedBy(extract)).toEqual(expected);
  });
});
