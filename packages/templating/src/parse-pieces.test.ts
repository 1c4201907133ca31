import { describe, expect, it } from "vitest";
import { createContext, createRequest } from "../test/context.ts";
import { compileTemplate } from "./compile-template.ts";
import { parsePieces } from "./parse-pieces.ts";

const render = (template: string) => compileTemplate(template).render(createContext());

describe("where an expression ends", () => {
  it.each([
    ["Order $.req.orderId has been processed", "Order o-1 has been processed"],
    ["Order $.req.orderId.", "Order o-1."],
    ["$.req.orderId. Next", "o-1. Next"],
    ["$.req.orderId... more", "o-1... more"],
    ["$.req.a, $.req.b; $.req.a!", "A, B; A!"],
    ["in $.req.a: 22C", "in A: 22C"],
    ["\"$.req.a\" '$.req.b' `$.req.a`", "\"A\" 'B' `A`"],
    ["($.req.a) {$.req.b} [$.req.a] <$.req.b>", "(A) {B} [A] <B>"],
    ["$.req.a/$.req.b?x=$.req.a&y=$.req.b#$.req.a", "A/B?x=A&y=B#A"],
    ["$.req.a\n$.req.b\t$.req.a", "A\nB\tA"],
    ["$.req.a|$.req.b\\$.req.a%$.req.b+$.req.a=$.req.b*", "A|B\\A%B+A=B*"],
    ["user-$.req.id@x.com", "user-7@x.com"],
    ["$.req.a-$.req.b", "A-B"],
    ["$.req.a--$.req.b-", "A--B-"],
    ["$.req.a-suffix", "A-suffix"],
    ["$.req.a-suffix-$.req.b-suffix", "A-suffix-B-suffix"],
    ["$.reqHeader.X-Request-ID[0]-$.req.a", "r-1-A"],
    ["$.reqHeader.X-Request-ID[0].", "r-1."],
    ["$.reqHeader.X-Request-ID-$.req.a", '["r-1"]-A'],
    ["€$.req.id„$.req.a“", "€7„A“"],
    ["$$.req.id", "$7"],
    ["$.$.req.id", "$.7"],
    ["$.req.user.name[sic]", "Ada[sic]"],
    ["$.req.user.name[]", "Ada[]"],
    ["$.req.a[", "A["],
    ['$.req.a["', 'A["'],
    ["$.pathParam.id.json", "42.json"],
    ["$.queryParams.page.html", "2.html"],
    ["https://$.namespace.example.com", "https://sandbox.example.com"],
    ["$.req.straße!", "Umlaut!"],
    ["こんにちは$.req.user.nameさん", "こんにちはAdaさん"],
    ["$.req.straßen", "$.req.straßen"],
    ["$.fake.Dateに", "2026-03-22に"],
    ["$.reqHeader.X-Request-ID[0]の$.namespaceで", "r-1のsandboxで"],
  ])("%s", (template, expected) => {
    expect(render(template)).toBe(expected);
  });
});

describe("an expression with hyphens", () => {
  it.each([
    ["$.req.user.first-name", "Augusta"],
    ["$.req.user.first-name-$.req.a", "Augusta-A"],
    ["$.queryParams.page-size", "50"],
    ["$.pathParam.user-id", "u7"],
    ["$.pathParam.id-x", "42-x"],
    ["$.reqHeader.X-Forwarded-For[1]", "10.0.0.2"],
    // A header's name never ends at a hyphen, even if there is a header of the shorter name.
    ["$.reqHeader.Content-Type-Options", "$.reqHeader.Content-Type-Options"],
  ])("%s", (template, expected) => {
    expect(render(template)).toBe(expected);
  });
});

describe("hostile texts", () => {
  const size = 100_000;
  it.each([
    ["nested", "$.req.".repeat(size)],
    ["calls that never end", "$.a(".repeat(size)],
    ["brackets that never end", "$.req[$.req[?(".repeat(size)],
    ["quotes that never end", '$.req["'.repeat(size)],
    ["hyphens", `$.req.a${"-a".repeat(size)}`],
    ["hyphens without end", `$.req.a${"-".repeat(size)}`],
    ["a long store path", `$.gS${".a".repeat(size)}`],
    ["dollars", "$.".repeat(size)],
  ])("are taken apart in bounded time: %s", (_name, text) => {
    const start = performance.now();
    const pieces = parsePieces(text);
    const isKept = pieces.map((piece) => (typeof piece === "string" ? piece : piece.source)).join("") === text;
    const isUnresolved = compileTemplate(text).render(createContext({ request: createRequest(undefined) })) === text;
    expect({ isKept, isUnresolved }).toEqual({ isKept: true, isUnresolved: true });
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
