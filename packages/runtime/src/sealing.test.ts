import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { createReseal, createSealing } from "./sealing.ts";

const [oldKey, newKey, otherKey] = [randomBytes(32), randomBytes(32), randomBytes(32)];
const old = createSealing(oldKey);

test("with the previous key beside it, what either key sealed is opened, and new things are sealed by the new one", () => {
  const both = createSealing(newKey, oldKey);
  expect(both.open(old.seal("secret"))).toBe("secret");
  const anew = both.seal("new");
  expect(createSealing(newKey).open(anew)).toBe("new");
  expect(both.open(anew)).toBe("new");
  expect(() => old.open(anew)).toThrow();
  expect(() => both.open(createSealing(otherKey).seal("foreign"))).toThrow();
});

test("what the previous key sealed is sealed anew wherever it stands, and nothing else is touched", () => {
  const reseal = createReseal(newKey, oldKey);
  const foreign = createSealing(otherKey).seal("foreign");
  const sealedByNew = createSealing(newKey).seal("new");
  const text = JSON.stringify({
    url: `amqp://user:${old.seal("a")}@host`,
    b: old.seal(""),
    foreign,
    sealedByNew,
    c: "sealed.v1.x",
  });
  const anew = JSON.parse(reseal(text) ?? "") as { url: string; b: string };
  const open = createSealing(newKey).open;
  expect(anew).toMatchObject({ foreign, sealedByNew, c: "sealed.v1.x" });
  expect(open(/:(sealed[^@]+)@/.exec(anew.url)?.[1] ?? "")).toBe("a");
  expect(open(anew.b)).toBe("");
  expect(reseal(JSON.stringify(anew))).toBeNull();
  expect(createReseal(newKey, null)(text)).toBeNull();
});
