import { createHttpMessage, createRabbitMqMessage, type RenderedMessage } from "@understudy/domain";
import { describe, expect, it, test } from "vitest";
import { createContext } from "../test/context.ts";
import { compileChaos } from "./compile-chaos.ts";

const body = { text: "0123456789".repeat(10) };
const http = createHttpMessage({ url: "http://a.example/", body, hops: 1 });

function disturb(
  chaos: object,
  options: { use?: number; index?: number; rendered?: RenderedMessage; body?: unknown } = {},
) {
  const { use = 1, index = 0, rendered = http } = options;
  const compiled = compileChaos({ seed: "monday", ...chaos }, index);
  return compiled.disturb(rendered, { context: createContext(options.body), use });
}

const effectsOf = (chaos: object, options?: Parameters<typeof disturb>[1]) => disturb(chaos, options).message.chaos;
const uses = Array.from({ length: 400 }, (_, index) => index + 1);
const half = { probability: 0.5 };
const mixed = {
  ...{ drop: { probability: 0.2 }, duplicate: { ...half, copies: 2 }, late: { ...half, ms: 100 } },
  ...{ reorder: { ...half, windowMs: 50 }, truncate: half, wrongContentType: half },
};

describe("chaos", () => {
  it("decides the same for the same seed, callback and use, and otherwise for another one", () => {
    const run = (seed: string | number, index = 0) => uses.map((use) => effectsOf({ ...mixed, seed }, { use, index }));
    expect(run("monday")).toEqual(run("monday"));
    for (const other of [run("tuesday"), run(0), run("monday", 1)]) expect(other).not.toEqual(run("monday"));
  });

  it("befalls about as many as it is said to, all with 1 and none with 0", () => {
    const countDrops = (probability: number) =>
      uses.filter((use) => effectsOf({ drop: { probability } }, { use }) !== undefined).length;
    expect(countDrops(0)).toBe(0);
    expect(countDrops(1)).toBe(uses.length);
    expect(Math.abs(countDrops(0.25) - 100)).toBeLessThan(30);
  });

  it("draws for each kind by itself: changing one changes none of the others", () => {
    const latenessOf = (more: object) =>
      uses.map((use) => effectsOf({ late: { ...half, ms: 1 }, ...more }, { use })?.some(({ kind }) => kind === "late"));
    const alone = latenessOf({});
    expect(latenessOf({ duplicate: half, truncate: { probability: 0.9 } }).map(Boolean)).toEqual(alone.map(Boolean));
  });

  it("goes by the key alone where there is one, whatever use it is", () => {
    const chaos = { ...mixed, key: "order $.req.id" };
    const byKey = (id: number, use: number) => effectsOf(chaos, { use, body: { id } });
    expect(uses.map((id) => byKey(id, 1))).toEqual(uses.map((id) => byKey(id, id + 5)));
    expect(new Set(uses.map((id) => JSON.stringify(byKey(id, 1)))).size).toBeGreaterThan(50);
    expect(compileChaos({ seed: 1, key: "$.req.id" }, 0).reads).toMatchObject([{ requestBody: true }]);
  });

  it("does nothing else to what it drops", () => {
    expect(disturb({ ...mixed, drop: { probability: 1 } })).toEqual({
      ...http,
      message: { ...http.message, chaos: [{ kind: "drop" }] },
    });
  });

  it("leaves alone what nothing befalls", () => {
    expect(disturb({ truncate: { probability: 0 } })).toEqual(http);
  });

  it("cuts a body somewhere before its end", () => {
    const lengths = uses.map((use) => {
      const { message, body: cut } = disturb({ truncate: { probability: 1 } }, { use });
      expect(message.chaos).toEqual([{ kind: "truncate", bytes: cut?.length, bytesBefore: http.body?.length }]);
      expect(
        Buffer.from(http.body ?? [])
          .subarray(0, cut?.length)
          .equals(cut ?? Buffer.alloc(0)),
      ).toBe(true);
      return cut?.length ?? -1;
    });
    expect(Math.max(...lengths)).toBeLessThan(http.body?.length ?? 0);
    expect(new Set(lengths).size).toBeGreaterThan(50);
  });

  it("holds back for some of the window, and for all of what is late", () => {
    const waits = uses.map((use) => effectsOf({ reorder: { probability: 1, windowMs: 20 } }, { use })?.[0]);
    expect(new Set(waits.map((wait) => JSON.stringify(wait))).size).toBe(20);
    expect(waits).toContainEqual({ kind: "reorder", heldBackMs: 20 });
    expect(waits).not.toContainEqual({ kind: "reorder", heldBackMs: 0 });
    expect(effectsOf({ late: { probability: 1, ms: 70 } })).toEqual([{ kind: "late", heldBackMs: 70 }]);
  });
});

const rabbit = (headers: Record<string, string>) =>
  createRabbitMqMessage({
    connection: {
      ...{ isTls: false, hostname: "mq", port: 5672, virtualHost: "/" },
      login: { username: "u", password: "p", isPasswordSealed: false },
    },
    ...{ exchange: "", routingKey: "", queue: "q", isMandatory: false, headers, body: "text", hops: 1 },
  });
const withBody = (text: unknown, headers = {}) =>
  createHttpMessage({ url: "http://a.example/", headers, body: text, hops: 1 });

test.each<{ name: string; rendered: RenderedMessage; before?: string; after: object }>([
  {
    ...{ name: "JSON", rendered: withBody({}), before: "application/json" },
    after: { headers: [["content-type", "text/plain"]] },
  },
  {
    ...{ name: "text", rendered: withBody("text"), before: "text/plain; charset=utf-8" },
    after: { headers: [["content-type", "application/json"]] },
  },
  {
    ...{ name: "one of its own", before: "application/xml" },
    rendered: withBody("<a/>", { "Content-TYPE": "application/xml", "x-a": "1" }),
    after: {
      headers: [
        ["Content-TYPE", "text/plain"],
        ["x-a", "1"],
      ],
    },
  },
  { name: "no body", rendered: withBody(null), after: { headers: [] } },
  {
    ...{ name: "RabbitMQ", rendered: rabbit({}), before: "application/json" },
    after: { contentType: "text/plain", headers: [] },
  },
])("a wrong content type: $name", ({ rendered, before, after }) => {
  const { message } = disturb({ wrongContentType: { probability: 1 } }, { rendered });
  expect(message).toMatchObject(after);
  expect(message.chaos).toEqual(before === undefined ? undefined : [{ kind: "wrongContentType", before }]);
});
