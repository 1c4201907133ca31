import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type NamespaceChange } from "@understudy/domain";
import { changeNamespace } from "../../../packages/management/src/index.ts";
import { connectTo } from "../../../test/postgres.ts";
import { startTestResolver, type TestResolver } from "../../../test/resolver.ts";

/** Quotas of a namespace, as callers of its stubs meet them. No worker runs: what is enqueued stays. */
let resolver: TestResolver;
let client: Awaited<ReturnType<typeof connectTo>>;

beforeAll(async () => {
  resolver = await startTestResolver();
  client = await connectTo(resolver.database);
  const webhooks = [{ url: "http://example.com/hook", trigger: "on_success" }];
  await resolver.save({ id: "pays", http: { route: "/pays", httpMethod: "POST" }, webhooks });
  await resolver.save({
    ...{ id: "counts", http: { route: "/counts", httpMethod: "POST" }, webhooks },
    extract: { gStore: { calls: "$.increment($.gS.calls)" } },
  });
  await resolver.save({ id: "plain", http: { route: "/plain" }, response: { payload: "fine" } });
  await resolver.save({
    ...{ id: "fails", http: { route: "/fails", httpMethod: "POST" }, response: { statusCode: 500, payload: "no" } },
    webhooks,
  });
});

beforeEach(() => client.query("truncate delivery, delivery_plan, message, store_entry"));

afterAll(async () => {
  await client.end();
  await resolver.stop();
});

const setQuotas = async (quotas: NonNullable<NamespaceChange["quotas"]>): Promise<void> => {
  await changeNamespace(resolver.management, resolver.admin, { name: "sandbox", change: { quotas } });
};
const post = async (route: string): Promise<number> =>
  (await resolver.call(`/stubs/sandbox/${route}`, { method: "POST" })).status;

async function count(table: "delivery" | "store_entry"): Promise<number> {
  const { rows } = await client.query<{ count: number }>(`select count(*)::int as count from ${table}`);
  return rows[0]?.count ?? 0;
}

test("a call that would go beyond is answered 429, leaves nothing behind, and its request says so", async () => {
  await setQuotas({ pendingDeliveries: 3, deliveriesPerMinute: null });
  for (let call = 0; call < 3; call += 1) expect(await post("pays")).toBe(200);
  const refused = await resolver.call("/stubs/sandbox/pays", { method: "POST" });
  expect(refused.status).toBe(429);
  expect(await refused.json()).toMatchObject({
    code: "rate_limit",
    error: expect.stringMatching(/"sandbox" may have 3 deliveries that are not final/) as string,
  });
  expect(await post("counts")).toBe(429);
  expect([await count("delivery"), await count("store_entry")]).toEqual([3, 0]);
  // What enqueues nothing is none of it.
  expect((await resolver.call("/stubs/sandbox/plain")).status).toBe(200);
  expect(await post("fails")).toBe(500);
  await expect
    .poll(async () => {
      const { rows } = await client.query<{ status: number; body: string }>(
        "select status, convert_from(response_body, 'utf8') as body from logged_request where id = $1 and mock_id = 'pays'",
        [refused.headers.get("x-request-id")],
      );
      return rows[0];
    })
    .toMatchObject({ status: 429, body: expect.stringContaining("rate_limit") as string });

  await client.query("update delivery set state = 'delivered', finished_at = now()");
  await expect.poll(() => post("counts")).toBe(200);
});

test("deliveries a minute are bounded, final or not", async () => {
  await setQuotas({ pendingDeliveries: 1_000, deliveriesPerMinute: 4 });
  for (let call = 0; call < 4; call += 1) await expect.poll(() => post("pays")).toBe(200);
  await client.query("update delivery set state = 'delivered', finished_at = now()");
  expect(await post("pays")).toBe(429);
  expect(await count("delivery")).toBe(4);
  // A minute later.
  await client.query("truncate delivery, delivery_plan, message");
  await expect.poll(() => post("pays")).toBe(200);
});

test("quotas are not for owners of a namespace to change", async () => {
  const owner = { ...resolver.admin, systemRole: "user" as const, roles: new Map([["sandbox", "owner" as const]]) };
  const change = { quotas: { pendingDeliveries: 1_000_000 } };
  await expect(changeNamespace(resolver.management, owner, { name: "sandbox", change })).rejects.toMatchObject({
    code: "forbidden",
  });
  const { namespace } = await changeNamespace(resolver.management, owner, {
    name: "sandbox",
    change: { retention: { days: 3 } },
  });
  expect(namespace.retention).toEqual({ days: 3, deliveries: 1_000_000 });
});
