import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { NamespaceChange } from "@understudy/domain";
import {
  changeNamespace,
  createStubKey,
  listRequests,
  listStubKeys,
  revokeStubKey,
} from "../../../packages/management/src/index.ts";
import { startTestResolver, type TestResolver } from "../../../test/resolver.ts";

let resolver: TestResolver;

beforeAll(async () => {
  resolver = await startTestResolver();
  await resolver.save({ id: "plain", http: { route: "/plain", httpMethod: "POST" }, response: { payload: "plain" } });
  await resolver.save({
    id: "echo",
    http: { route: "/echo", httpMethod: "POST" },
    response: { payload: { key: "$.reqHeader.Understudy-Stub-Key", body: "$.req.a" } },
  });
});

beforeEach(() => change({ stubAccess: "open", quotas: { stubCallsPerMinute: null, stubBodyBytes: null } }));

afterAll(async () => {
  expect(await resolver.stop()).toBe(0);
});

const namespace = "sandbox";
const change = (given: NamespaceChange) =>
  changeNamespace(resolver.management, resolver.admin, { name: namespace, change: given });
const call = (path: string, { key, body = "{}" }: { key?: string; body?: string } = {}) =>
  resolver.call(path, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", ...(key !== undefined && { "understudy-stub-key": key }) },
  });
const errorOf = async (answer: Response) => {
  const { request_id: _id, ...envelope } = (await answer.json()) as Record<string, unknown>;
  return [answer.status, JSON.stringify(envelope).replaceAll("nowhere", namespace)];
};

it("stubs that ask for a key answer who shows one, at once; anybody else as if there were no such namespace", async () => {
  await change({ stubAccess: "key" });
  const unknown = await errorOf(await call("/stubs/nowhere/plain"));
  expect(await errorOf(await call("/stubs/sandbox/plain"))).toEqual(unknown);
  const { key, info } = await createStubKey(resolver.management, resolver.admin, { namespace, name: "ci" });
  expect(key).toMatch(/^usk_.{32}$/);
  expect((await call("/stubs/sandbox/plain", { key })).status).toBe(200);
  expect(await errorOf(await call("/stubs/sandbox/plain", { key: `${key}x` }))).toEqual(unknown);
  expect(await errorOf(await call("/stubs/sandbox/plain"))).toEqual(unknown);

  expect(await listStubKeys(resolver.management, resolver.admin, namespace)).toEqual([info]);
  await revokeStubKey(resolver.management, resolver.admin, { namespace, id: info.id });
  expect(await errorOf(await call("/stubs/sandbox/plain", { key }))).toEqual(unknown);
  await change({ stubAccess: "open" });
  expect((await call("/stubs/sandbox/plain")).status).toBe(200);
});

it("a key is shown neither to mocks nor in the request log", async () => {
  const { key } = await createStubKey(resolver.management, resolver.admin, { namespace, name: "shown" });
  await change({ stubAccess: "key" });
  expect(await (await call("/stubs/sandbox/echo", { key, body: '{"a":1}' })).text()).not.toContain(key);
  const { requests } = await listRequests(resolver.management, resolver.admin, { namespace, limit: 5 });
  expect(requests[0]?.mockId).toBe("echo");
  expect(JSON.stringify(requests)).not.toContain(key);
});

it("a namespace may be called so often a minute, then 429 says when to come again", async () => {
  await change({ quotas: { stubCallsPerMinute: 3 } });
  const answers = [];
  for (let index = 0; index < 5; index++) answers.push(await call("/stubs/sandbox/plain"));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
  const seconds = Number(answers[4]?.headers.get("retry-after"));
  expect(seconds).toBeGreaterThan(50);
  expect(seconds).toBeLessThanOrEqual(60);
  await change({ quotas: { stubCallsPerMinute: null } });
  expect((await call("/stubs/sandbox/plain")).status).toBe(200);
});

it("a body may be as large as the namespace allows, whether it says so before or not", async () => {
  await change({ quotas: { stubBodyBytes: 20 } });
  expect((await call("/stubs/sandbox/echo", { body: '{"a":1}' })).status).toBe(200);
  expect((await call("/stubs/sandbox/plain", { body: "x".repeat(21) })).status).toBe(413);
  const chunked = resolver.call("/stubs/sandbox/echo", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: new Blob(["[", "1,".repeat(20), "1]"]).stream(),
    duplex: "half",
  });
  expect((await chunked).status).toBe(413);
});
