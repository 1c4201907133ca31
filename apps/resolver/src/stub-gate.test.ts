import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { LoadedStubRules } from "@understudy/database";
import { expect, test } from "vitest";
import { countCall, createStubGate, isAdmitted, type StubGate } from "./stub-gate.ts";

const open: LoadedStubRules = { access: "open", callsPerMinute: null, bodyBytesMax: null, keyHashes: [] };
const hashOf = (key: string) => createHash("sha256").update(key).digest("hex");
const withKey = (key?: string) => ({ headers: { "understudy-stub-key": key } }) as unknown as IncomingMessage;

function gateOf(rules: Partial<LoadedStubRules>, before: StubGate | null = null): StubGate {
  const gate = createStubGate({ ...open, ...rules }, before);
  if (gate === null) throw new Error("there is a gate");
  return gate;
}

test("an open namespace without bounds has no gate", () => {
  expect(createStubGate(open, null)).toBeNull();
});

test("only who shows one of the keys is admitted; without keys nobody is", () => {
  const gate = gateOf({ access: "key", keyHashes: [hashOf("one"), hashOf("two")] });
  expect([undefined, "", "three", hashOf("one"), "one", "two"].map((key) => isAdmitted(gate, withKey(key)))).toEqual([
    ...[false, false, false, false],
    ...[true, true],
  ]);
  expect(isAdmitted(gateOf({ access: "key" }), withKey("one"))).toBe(false);
  expect(isAdmitted(gateOf({ callsPerMinute: 5 }), withKey())).toBe(true);
});

test("so many calls a minute are let through, the others hear when the next minute begins; a change of the bound counts on", () => {
  const gate = gateOf({ callsPerMinute: 2 });
  countCall(gate, 1_000);
  countCall(gate, 2_000);
  expect(() => countCall(gate, 31_500)).toThrow(
    expect.objectContaining({ code: "rate_limit", status: 429, retryAfterSeconds: 30 }),
  );
  const wider = gateOf({ callsPerMinute: 3 }, gate);
  countCall(wider, 40_000);
  expect(() => countCall(wider, 60_999)).toThrow(expect.objectContaining({ retryAfterSeconds: 1 }));
  countCall(wider, 61_000);
});
