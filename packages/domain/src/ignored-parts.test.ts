import { describe, expect, it } from "vitest";
import { findIgnoredParts } from "./ignored-parts.ts";
import type { MockDefinition } from "./mock.ts";

const pathsOf = (definition: MockDefinition) => findIgnoredParts(definition).map(({ path }) => path);
const to = { url: "http://x" };
const lastUse = { url: "http://x", trigger: "on_last_use" } as const;

describe("parts without an effect", () => {
  it.each<[string, MockDefinition, string[]]>([
    ["a chain store without a chain", { extract: { cStore: { a: 1 } } }, ["$.extract.cStore"]],
    ["a chain store with an empty chain", { chainId: "", extract: { cStore: { a: 1 } } }, ["$.extract.cStore"]],
    ["a chain store with a chain", { chainId: "c", extract: { cStore: { a: 1 } } }, []],
    ["a last use without a limit", { webhooks: [{ url: "http://x" }, lastUse] }, ["$.webhooks[1].trigger"]],
    ["a last use with a limit of 0", { useLimiter: 0, webhooks: [lastUse] }, ["$.webhooks[0].trigger"]],
    ["a failure that nobody waits for", { webhooks: [{ ...to, onFailure: "fail" }] }, ["$.webhooks[0].onFailure"]],
    ["a failure that the caller waits for", { webhooks: [{ ...to, async: false, onFailure: "fail" }] }, []],
    ["a failure that is ignored anyway", { webhooks: [{ ...to, onFailure: "ignore" }] }, []],
    ["a last use with a limit", { useLimiter: 1, webhooks: [lastUse] }, []],
  ])("%s", (_name, definition, expected) => {
    expect(pathsOf(definition)).toEqual(expected);
  });
});
