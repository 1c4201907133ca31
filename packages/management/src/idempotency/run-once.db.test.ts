import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestManagement, type TestManagement } from "../../../../test/management.ts";
import { openPool, removeIdempotentRequests } from "../../../database/src/index.ts";
import type { Actor } from "../actor.ts";
import { type KeptAnswer, runOnce } from "./run-once.ts";

let test: TestManagement;

beforeAll(async () => {
  test = await openTestManagement();
});
afterAll(async () => {
  await test.close();
});

const hashOf = (text: string): Buffer => createHash("sha256").update(text).digest();
const done = (body: string): KeptAnswer => ({ status: 200, headers: [["etag", '"1"']], body });
const once = (key: string, request: string, answer: () => Promise<KeptAnswer | null>) =>
  onceBy(test.admin, key, { request, answer });
const onceBy = (actor: Actor, key: string, of: { request: string; answer: () => Promise<KeptAnswer | null> }) => {
  const run = async () => ({ answer: undefined, kept: await of.answer() });
  return runOnce(test.management, actor, { key, requestHash: hashOf(of.request), run });
};
const age = async (key: string, change: string): Promise<void> => {
  await test.management.db.$executeRawUnsafe(`update idempotent_request set ${change} where key = '${key}'`);
};

describe("a request with a key", () => {
  it("is done once by 64 that come at once, and whoever comes later is answered the same", async () => {
    let runs = 0;
    const run = async (): Promise<KeptAnswer> => {
      runs += 1;
      await new Promise((resolve) => setTimeout(resolve, 50));
      return done(`run ${runs}`);
    };
    const all = await Promise.allSettled(Array.from({ length: 64 }, () => once("parallel", "same", run)));
    expect(runs).toBe(1);
    const won = all.filter((one) => one.status === "fulfilled" && one.value.kind === "ran");
    expect(won).toHaveLength(1);
    for (const one of all) {
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "conflict" });
      else if (one.value.kind === "replayed") expect(one.value.answer).toEqual(done("run 1"));
    }
    expect(await once("parallel", "same", run)).toEqual({ kind: "replayed", answer: done("run 1") });
    expect(runs).toBe(1);
  });

  it("is refused when the key was another request's", async () => {
    await once("reused", "first", async () => done("first"));
    await expect(once("reused", "second", async () => done("second"))).rejects.toMatchObject({ code: "key_reused" });
  });

  it("has a key that is the actor's own, and that of a token is not its user's", async () => {
    await once("own", "first", async () => done("first"));
    const other = await test.createMember("other", { sandbox: "editor" });
    expect(await onceBy(other, "own", { request: "second", answer: async () => done("second") })).toMatchObject({
      kind: "ran",
    });
    const token = {
      id: "0193e3a2-7c1e-7b60-9d43-1f0d1c2b3a4e",
      namespace: null,
      allowedActions: [],
      metadata: {},
      expiresAt: null,
      rateLimits: { minute: null, hour: null, day: null },
    };
    expect(
      await onceBy({ ...test.admin, token }, "own", { request: "third", answer: async () => done("third") }),
    ).toMatchObject({
      kind: "ran",
    });
  });

  it("may be tried again when it failed", async () => {
    expect(await once("failed", "it", async () => null)).toMatchObject({ kind: "ran" });
    await expect(once("failed", "it", () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(await once("failed", "changed", async () => done("now"))).toMatchObject({ kind: "ran" });
  });

  it("keeps no secret in the clear", async () => {
    await once("secret", "it", async () => done("mk_shown_once"));
    const [row] = await test.management.db.idempotentRequest.findMany({ where: { key: "secret" } });
    expect(row?.answer).toMatch(/^sealed\./);
    expect(JSON.stringify(row)).not.toContain("mk_shown_once");
  });

  it("keeps no answer that is too large, but that it was given", async () => {
    await once("large", "it", async () => done("x".repeat(1024 * 1024)));
    await expect(once("large", "it", async () => done("again"))).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("too large") as unknown,
    });
  });

  it("is done again when whoever did it died, and the dead one's answer no longer counts", async () => {
    let lateAnswer: (answer: KeptAnswer) => void = () => undefined;
    const late = once("dead", "it", () => new Promise((resolve) => (lateAnswer = resolve)));
    await expect.poll(() => test.management.db.idempotentRequest.count({ where: { key: "dead" } })).toBe(1);
    await expect(once("dead", "it", async () => done("second"))).rejects.toMatchObject({ code: "conflict" });
    await age("dead", "running_until = now() - interval '1 second'");
    expect(await once("dead", "it", async () => done("second"))).toMatchObject({ kind: "ran" });
    lateAnswer(done("first"));
    await late;
    expect(await once("dead", "it", async () => done("third"))).toEqual({ kind: "replayed", answer: done("second") });
  });
});

describe("what is kept", () => {
  it("is forgotten after a day, and removed", async () => {
    await once("old", "it", async () => done("first"));
    await once("young", "it", async () => done("first"));
    await age("old", "created_at = now() - interval '25 hours'");
    expect(await once("old", "another", async () => done("second"))).toMatchObject({ kind: "ran" });
    await age("old", "created_at = now() - interval '25 hours'");
    const pool = openPool({ databaseUrl: test.databaseUrl, connectionsMax: 1, statementTimeoutMs: 5_000 });
    try {
      expect(await removeIdempotentRequests(pool)).toBe(1);
    } finally {
      await pool.end();
    }
    const keys = await test.management.db.idempotentRequest.findMany({ where: { key: { in: ["old", "young"] } } });
    expect(keys.map(({ key }) => key)).toEqual(["young"]);
  });

  it("is bounded for each actor; what is there is still answered", async () => {
    const full = await test.createMember("full", { sandbox: "editor" });
    await test.management.db.$executeRawUnsafe(`
      insert into idempotent_request (actor, key, run_id, request_hash, running_until, status)
      select 'user:${full.userId}', 'k' || n, gen_random_uuid(), '\\x00', now(), 200 from generate_series(1, 9999) n`);
    expect(await onceBy(full, "last", { request: "it", answer: async () => done("last") })).toMatchObject({
      kind: "ran",
    });
    await expect(onceBy(full, "more", { request: "it", answer: async () => done("more") })).rejects.toMatchObject({
      code: "rate_limit",
    });
    expect(await onceBy(full, "last", { request: "it", answer: async () => done("more") })).toMatchObject({
      kind: "replayed",
    });
  });
});
