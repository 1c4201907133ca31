import { type NewDelivery, type Pool, recordRequests } from "@understudy/database";
import { createHttpMessage, encodeMessage } from "@understudy/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectTo } from "../../../../test/postgres.ts";
import { insertDeliveries, makeDelivery, openTestPool } from "../../../../test/deliveries.ts";
import { openTestManagement, type TestManagement } from "../../../../test/management.ts";
import { type EventBatch, followEvents } from "./follow-events.ts";
import { type EventFilter, eventKinds, type StreamEvent } from "./stream-event.ts";

let product: TestManagement;
let pool: Pool;

beforeAll(async () => {
  product = await openTestManagement();
  pool = openTestPool(product.databaseUrl);
});

afterAll(async () => {
  await pool.end();
  await product.close();
});

let lastId = 0;

/** A call that came in, as a resolver writes it. */
async function logRequest(given: { path: string; mockId?: string; namespace?: string; id?: string }): Promise<string> {
  const { path, mockId = "mock", namespace = "sandbox", id = `req_${String((lastId += 1)).padStart(12, "0")}` } = given;
  const headers = Buffer.from("[]");
  await recordRequests(pool, {
    ...{ counts: [], uses: [], undefinedRequests: [] },
    requests: [
      {
        ...{
          namespace,
          id,
          path,
          mockId,
          mockVersion: 1,
          receivedAt: new Date(),
          method: "GET",
          query: "",
          status: 200,
        },
        ...{ requestHeaders: headers, requestBody: null, isRequestBodyTruncated: false, address: "::1", durationMs: 1 },
        ...{ responseHeaders: headers, responseBody: null, isResponseBodyTruncated: false },
      },
    ],
  });
  return id;
}

async function insert(given: Partial<NewDelivery> = {}): Promise<NewDelivery> {
  const { message } = createHttpMessage({ url: "http://target/", hops: 1 });
  const delivery = makeDelivery({ message: { head: Buffer.from(encodeMessage(message)), body: null }, ...given });
  await insertDeliveries(pool, [delivery]);
  return delivery;
}

function describe(event: StreamEvent): string {
  if (event.kind === "gap") return `gap ${event.of}`;
  return event.kind === "request" ? event.request.path : `${event.delivery.id} ${event.delivery.state}`;
}

/** A stream, and what it has told so far. */
async function follow(given: { filter?: Partial<EventFilter>; since?: bigint } = {}) {
  const client = new AbortController();
  const stream = await followEvents(product.management, product.admin, {
    filter: { namespace: "sandbox", kinds: eventKinds, ...given.filter },
    since: given.since,
    isGone: client.signal,
  });
  const told: string[] = [];
  let cursor = (await stream.next()).value?.cursor ?? 0n;
  const read = (async () => {
    for await (const batch of stream) {
      told.push(...(batch satisfies EventBatch).events.map(describe));
      cursor = batch.cursor;
    }
  })();
  return { told, cursor: () => cursor, leave: () => (client.abort(), read) };
}

test("calls and deliveries are told as they come, and again as they change; none of before, none of others", async () => {
  await product.createNamespace("other");
  await logRequest({ path: "/before" });
  await insert();
  const stream = await follow();
  await logRequest({ path: "/one" });
  await logRequest({ path: "/foreign", namespace: "other" });
  const delivery = await insert();
  await expect.poll(() => stream.told).toEqual(["/one", `${delivery.id} pending`]);
  await pool.query("update delivery set state = 'delivered', finished_at = now() where id = $1", [delivery.id]);
  await expect.poll(() => stream.told.slice(2)).toEqual([`${delivery.id} delivered`]);
  await stream.leave();
  expect(stream.told).toHaveLength(3);
});

test("a stream goes on where another left off: nothing is left out that was committed late, nothing comes twice", async () => {
  const first = await follow();
  await logRequest({ path: "/told" });
  const client = await connectTo({ url: product.databaseUrl, drop: () => Promise.resolve() });
  await client.query("begin");
  await client.query(
    `insert into logged_request select namespace, 'req_000', received_at, method, '/late', query, request_headers, request_body,
     is_request_body_truncated, address, mock_id, mock_version, status, response_headers, response_body,
     is_response_body_truncated, duration_ms from logged_request where path = '/told'`,
  );
  await expect.poll(() => first.told).toEqual(["/told"]);
  await first.leave();
  await client.query("commit");
  await client.end();
  await logRequest({ path: "/between" });
  const second = await follow({ since: first.cursor() });
  await expect.poll(() => second.told).toEqual(expect.arrayContaining(["/late", "/between"]));
  const third = await follow({ since: second.cursor() });
  await logRequest({ path: "/after" });
  await expect.poll(() => third.told).toEqual(["/after"]);
  await Promise.all([second.leave(), third.leave()]);
});

test("what is asked for is told, and nothing else", async () => {
  const filters: Partial<EventFilter>[] = [
    { kinds: ["request"] },
    { kinds: ["delivery"], state: "pending" },
    { mockId: "wanted" },
    { requestId: "req_wanted" },
  ];
  const streams = await Promise.all(filters.map((filter) => follow({ filter })));
  await logRequest({ path: "/wanted", mockId: "wanted", id: "req_wanted" });
  await logRequest({ path: "/unwanted" });
  const wanted = await insert({ mockId: "wanted", requestId: "req_wanted" });
  const failed = await insert({ state: "failed", requestId: "req_other" });
  await logRequest({ path: "/last", mockId: "wanted" });
  await expect.poll(() => streams[0]?.told.toSorted()).toEqual(["/last", "/unwanted", "/wanted"]);
  await expect.poll(() => streams[1]?.told).toEqual([`${wanted.id} pending`]);
  await expect.poll(() => streams[2]?.told).toContain("/last");
  expect(streams[2]?.told).not.toContain("/unwanted");
  expect(streams[3]?.told).toEqual(["/wanted", `${wanted.id} pending`]);
  expect(streams.flatMap(({ told }) => told)).not.toContain(`${failed.id} pending`);
  await Promise.all(streams.map((stream) => stream.leave()));
});

test("more at once than is looked at is told as a gap", async () => {
  const stream = await follow({ filter: { kinds: ["delivery"] } });
  await insertDeliveries(
    pool,
    Array.from({ length: 1_200 }, () => makeDelivery({ message: null })),
  );
  await expect.poll(() => stream.told.length).toBeGreaterThan(900);
  expect(stream.told).toContain("gap delivery");
  await stream.leave();
});

test("streams need their rights and are counted", async () => {
  const viewer = await product.createMember("other-viewer", { other: "viewer" });
  const filter = { namespace: "sandbox", kinds: eventKinds };
  const isGone = new AbortController();
  const open = () =>
    followEvents(product.management, product.admin, { filter, since: undefined, isGone: isGone.signal });
  await expect(
    followEvents(product.management, viewer, { filter, since: undefined, isGone: isGone.signal }),
  ).rejects.toMatchObject({ code: "not_found" });
  for (let count = 0; count < 25; count += 1) await open();
  await expect(open()).rejects.toMatchObject({ code: "rate_limit" });
  isGone.abort();
  const again = await follow();
  await again.leave();
});
