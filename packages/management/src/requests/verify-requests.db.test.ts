import { VerificationSchema } from "@understudy/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestResolver, type TestResolver } from "../../../../test/resolver.ts";
import type { Actor } from "../actor.ts";
import { clearMockLogs, getRequest, listMockLogs, listRequests, verifyRequests } from "../index.ts";

let resolver: TestResolver;

beforeAll(async () => {
  resolver = await startTestResolver();
});

afterAll(async () => {
  expect(await resolver.stop()).toBe(0);
});

const call = async (path: string, init?: RequestInit) => {
  const answered = await resolver.call(`/stubs/sandbox${path}`, init);
  await answered.arrayBuffer();
  return String(answered.headers.get("x-request-id"));
};
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  call(path, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", ...headers },
  });
const verify = (given: object, actor: Actor = resolver.admin) =>
  verifyRequests(resolver.management, actor, { verification: VerificationSchema.parse(given), namespace: "sandbox" });

describe("verify", () => {
  it("counts by mock, route, method, query, header and body, as mocks are matched", async () => {
    await resolver.save({ id: "orders", http: { route: "/orders/:id" }, response: { payload: "ok" } });
    await post("/orders/1?mode=fast", { amount: 10 }, { "X-Tenant": "a" });
    await post("/orders/2?mode=slow", { amount: 20 }, { "X-Tenant": "b" });
    await call("/orders/3");
    const counts = async (given: object) => (await verify(given)).count;
    expect(await counts({ mockId: "orders" })).toBe(3);
    expect(await counts({ route: "/orders/:id" })).toBe(3);
    expect(await counts({ path: "/orders/2" })).toBe(1);
    expect(await counts({ route: "/orders/*", method: "post" })).toBe(2);
    expect(await counts({ mockId: "orders", queryParams: [{ path: "mode", value: "fast" }] })).toBe(1);
    expect(await counts({ header: [{ path: "x-tenant", assertAction: "notEmpty" }] })).toBe(2);
    expect(await counts({ conditions: [{ path: "$.amount", value: 20 }] })).toBe(1);
    expect(await counts({ route: "/other" })).toBe(0);
  });

  it("says whether it is so, which calls they were, and what those lack that nearly are", async () => {
    await resolver.save({ id: "pay", http: { route: "/pay", httpMethod: "POST" } });
    const id = await post("/pay", { amount: 5 });
    const conditions = [{ path: "amount", value: 6 }];
    expect(await verify({ route: "/pay", exactly: 1 })).toMatchObject({
      verified: true,
      count: 1,
      expected: "exactly 1",
      requests: [{ id, mockId: "pay" }],
      nearest: [],
      isComplete: true,
    });
    expect(await verify({ route: "/pay", never: true })).toMatchObject({ verified: false, expected: "never" });
    expect(await verify({ mockId: "pay", conditions })).toMatchObject({
      verified: false,
      count: 0,
      expected: "at least 1",
      nearest: [{ requestId: id, failed: [{ kind: "body", path: "amount", expected: 6, actual: 5 }] }],
    });
    expect(await verify({ mockId: "pay", method: "PUT" })).toMatchObject({
      nearest: [{ requestId: id, failed: [{ kind: "method", expected: "PUT", actual: "POST" }] }],
    });
  });

  it("of secret headers can ask whether they are there, not what they are", async () => {
    await resolver.save({ id: "auth", http: { route: "/auth" } });
    await call("/auth", { headers: { Authorization: "Bearer abc" } });
    const count = async (condition: object) =>
      (await verify({ mockId: "auth", header: [{ path: "Authorization", ...condition }] })).count;
    expect(await count({ assertAction: "notEmpty" })).toBe(1);
    expect(await count({ value: "Bearer abc" })).toBe(0);
  });

  it("counts only what came since a moment, and HEAD is not GET", async () => {
    await resolver.save({ id: "since", http: { route: "/since" } });
    await call("/since");
    await new Promise((resolve) => setTimeout(resolve, 5));
    const since = new Date().toISOString();
    await call("/since", { method: "HEAD" });
    expect(await verify({ mockId: "since", since })).toMatchObject({ count: 1 });
    expect(await verify({ route: "/since", method: "GET", since, never: true })).toMatchObject({ verified: true });
  });

  it("waits until it is so, no longer", async () => {
    await resolver.save({ id: "later", http: { route: "/later" } });
    const started = performance.now();
    const waiting = verify({ mockId: "later", atLeast: 2, withinMs: 20_000 });
    await call("/later");
    await new Promise((resolve) => setTimeout(resolve, 600));
    await call("/later");
    expect(await waiting).toMatchObject({ verified: true, count: 2 });
    expect(performance.now() - started).toBeGreaterThan(600);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it("watches for the whole time that nothing comes, and says at once when something does", async () => {
    await resolver.save({ id: "never", http: { route: "/never" } });
    const started = performance.now();
    expect(await verify({ mockId: "never", never: true, withinMs: 600 })).toMatchObject({ verified: true });
    expect(performance.now() - started).toBeGreaterThan(590);
    const waiting = verify({ mockId: "never", never: true, withinMs: 20_000 });
    await call("/never");
    expect(await waiting).toMatchObject({ verified: false, count: 1 });
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it("knows of more calls to a mock than are kept, and says when the log can't know", async () => {
    await resolver.save({ id: "many", http: { route: "/many" } });
    const before = new Date(Date.now() - 1).toISOString();
    for (let calls = 0; calls < 130; calls += 1) await call("/many");
    expect(await verify({ mockId: "many", exactly: 130 })).toMatchObject({ verified: true, isComplete: true });
    expect(await verify({ mockId: "many", since: before })).toMatchObject({ count: 100, isComplete: false });
    expect(await verify({ route: "/many" })).toMatchObject({ count: 100, isComplete: false });
    const { requests } = await listRequests(resolver.management, resolver.admin, { namespace: "sandbox", limit: 5 });
    const since = requests.at(-1)?.receivedAt.toISOString();
    expect(await verify({ route: "/many", since })).toMatchObject({ isComplete: true });
  });

  it("refuses conditions that can't be read and mocks that are not there", async () => {
    await expect(verify({ conditions: [{ path: "$.a[", value: 1 }] })).rejects.toMatchObject({
      code: "validation",
      problems: [{ path: "$.conditions[0].path" }],
    });
    await expect(verify({ mockId: "mistyped", never: true })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the log of a mock", () => {
  it("is paged and can be cleared; the use counter stays", async () => {
    await resolver.save({ id: "logged", http: { route: "/logged/:n" } });
    for (const n of [1, 2, 3]) await call(`/logged/${n}`);
    const reference = { id: "logged", namespace: "sandbox" };
    const page = await listMockLogs(resolver.management, resolver.admin, { reference, offset: 1, limit: 1 });
    expect(page).toMatchObject({ total: 3, requests: [{ path: "/logged/2" }] });
    expect(await clearMockLogs(resolver.management, resolver.admin, reference)).toBe(3);
    const rest = await listMockLogs(resolver.management, resolver.admin, { reference, offset: 0, limit: 10 });
    expect(rest).toEqual({ total: 0, requests: [], next: null });
    expect(await verify({ mockId: "logged", exactly: 3 })).toMatchObject({ verified: true, requests: [] });
  });
});

describe("who may", () => {
  it("viewers look and may not clear; others see nothing of it", async () => {
    await resolver.save({ id: "seen", http: { route: "/seen" } });
    const id = await call("/seen");
    const asUser = (roles: Actor["roles"]): Actor => ({ ...resolver.admin, systemRole: "user", roles });
    const viewer = asUser(new Map([["sandbox", "viewer"]]));
    const stranger = asUser(new Map([["elsewhere", "owner"]]));
    expect(await verify({ mockId: "seen" }, viewer)).toMatchObject({ count: 1 });
    expect(await getRequest(resolver.management, viewer, id)).toMatchObject({ path: "/seen" });
    const reference = { id: "seen", namespace: "sandbox" };
    await expect(clearMockLogs(resolver.management, viewer, reference)).rejects.toMatchObject({ code: "forbidden" });
    for (const look of [
      () => verify({}, stranger),
      () => getRequest(resolver.management, stranger, id),
      () => listMockLogs(resolver.management, stranger, { reference, offset: 0, limit: 1 }),
      () => listRequests(resolver.management, stranger, { namespace: "sandbox", limit: 1 }),
    ]) {
      await expect(look()).rejects.toMatchObject({ code: "not_found" });
    }
  });
});

describe("a resolver that hangs", () => {
  it("keeps readers waiting for a second, twice, and then no more until it speaks again", async () => {
    await resolver.save({ id: "hangs", http: { route: "/hangs" } });
    await call("/hangs");
    const timed = async () => {
      const started = performance.now();
      await listRequests(resolver.management, resolver.admin, { namespace: "sandbox", limit: 1 });
      return performance.now() - started;
    };
    process.kill(resolver.pid, "SIGSTOP");
    try {
      expect(await timed()).toBeLessThan(2_000);
      await timed();
      expect(await timed()).toBeLessThan(500);
    } finally {
      process.kill(resolver.pid, "SIGCONT");
    }
    await expect.poll(async () => (await verify({ mockId: "hangs" })).count).toBe(1);
  });
});
