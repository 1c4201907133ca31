import { afterAll, beforeAll, expect, it } from "vitest";
import { changeNamespace } from "../../../packages/management/src/index.ts";
import { startTestResolver, type TestResolver } from "../../../test/resolver.ts";

let resolver: TestResolver;

beforeAll(async () => {
  resolver = await startTestResolver({ HTTP_REQUEST_BODY_SIZE_LIMIT_MB: "1" });
  await resolver.save({ http: { route: "/plain", httpMethod: "POST" }, response: { payload: { a: 1 } } });
  await resolver.save({ http: { route: "/any" }, response: { payload: "$.req.a" } });
});

afterAll(async () => {
  expect(await resolver.stop()).toBe(0);
});

const origin = "https://app.example";
const call = (
  route: string,
  init: Omit<RequestInit, "headers"> & { headers?: Record<string, string> } = {},
  namespace = "sandbox",
) => resolver.call(`/stubs/${namespace}${route}`, { ...init, headers: { origin, ...init.headers } });
const preflight = (route: string, namespace?: string) => {
  const asked = { "access-control-request-method": "POST", "access-control-request-headers": "content-type,x-a" };
  return call(route, { method: "OPTIONS", headers: asked }, namespace);
};
const corsOf = ({ headers }: Response) =>
  Object.fromEntries(Array.from(headers).filter(([name]) => name.startsWith("access-control-") || name === "vary"));

const readable = { "access-control-allow-origin": origin, "access-control-expose-headers": "*", vary: "Origin" };
const allowed = {
  ...readable,
  "access-control-allow-methods": "POST",
  "access-control-allow-headers": "content-type,x-a",
  "access-control-max-age": "10",
};

it("a preflight that no mock matches is allowed what it asks for, in a namespace that is not there as well", async () => {
  for (const namespace of ["sandbox", "nowhere"]) {
    const answered = await preflight("/plain", namespace);
    expect([answered.status, await answered.text(), corsOf(answered)]).toEqual([204, "", allowed]);
    expect(answered.headers.get("x-request-id")).toMatch(/^req_/);
  }
});

it("a preflight that a mock matches is answered by it, and allowed nonetheless", async () => {
  const answered = await preflight("/any");
  expect([answered.status, await answered.text(), corsOf(answered)]).toEqual([200, "$.req.a", allowed]);
  const headers = { "Access-Control-Allow-Origin": "https://other.example" };
  await resolver.save({
    http: { route: "/plain", httpMethod: "OPTIONS" },
    id: "own",
    response: { headers, statusCode: 403 },
  });
  const refused = await preflight("/plain");
  expect([refused.status, corsOf(refused)]).toEqual([403, { "access-control-allow-origin": "https://other.example" }]);
});

it("an OPTIONS request that is no preflight is one like others", async () => {
  expect((await call("/none", { method: "OPTIONS" })).status).toBe(404);
});

it("every answer to a page of another origin may be read: of a plain mock, of a template, and all errors", async () => {
  const answers = await Promise.all([
    call("/plain", { method: "POST" }),
    call("/any", { method: "POST", body: '{"a":2}' }),
    call("/any", { method: "POST", body: "[".repeat(500) }),
    call("/none"),
    call("/any", { method: "POST", body: "x".repeat(2 * 1024 * 1024) }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 400, 404, 413]);
  for (const answered of answers) expect(corsOf(answered)).toEqual(readable);
});

it("an answer to anybody else says nothing of it, and none ever allows credentials", async () => {
  const answered = await resolver.call("/stubs/sandbox/plain", { method: "POST" });
  expect(corsOf(answered)).toEqual({});
  expect((await preflight("/any")).headers.get("access-control-allow-credentials")).toBeNull();
});

it("a namespace can switch it off and on again, at once", async () => {
  const change = (cors: boolean) =>
    changeNamespace(resolver.management, resolver.admin, { name: "sandbox", change: { cors } });
  const off = await change(false);
  expect(off).toMatchObject({ namespace: { name: "sandbox", isCorsEnabled: false }, notYetVisible: [] });
  expect(corsOf(await call("/plain", { method: "POST" }))).toEqual({});
  expect((await preflight("/none")).status).toBe(404);
  await change(true);
  expect(corsOf(await call("/plain", { method: "POST" }))).toEqual(readable);
  expect((await preflight("/none")).status).toBe(204);
});
