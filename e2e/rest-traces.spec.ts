import { expect, test } from "@playwright/test";
import { type CollectedSpan, readSpans } from "./otlp-spans.ts";
import { getProcess } from "./processes.ts";
import { type Product, startProduct } from "./product.ts";
import { openReceiver, type ReceivedCallback, type Receiver } from "./receiver.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** What an OpenTelemetry collector is told: one trace from a call to every attempt at its callbacks. */
let collector: Receiver;
let target: Receiver;
let product: Product;
let client: RestClient;

const caller = { traceId: "4bf92f3577b34da6a3ce929d0e0e4736", spanId: "00f067aa0ba902b7" };
const callersTrace = { traceparent: `00-${caller.traceId}-${caller.spanId}-01`, tracestate: "vendor=1" };

test.beforeAll(async () => {
  collector = await openReceiver();
  target = await openReceiver();
  product = await startProduct({
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_BSP_SCHEDULE_DELAY: "200",
      WEBHOOK_ALLOW_HOSTS: target.host,
    },
  });
  client = createRestClient(product.url);
});

test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
  await Promise.all([collector.close(), target.close()]);
});

function spans(): CollectedSpan[] {
  return collector.at("/v1/traces").flatMap(({ body }) => readSpans(body));
}

/** Waits until the collector has so many spans of this kind. */
async function waitForSpans(count: number, isWanted: (span: CollectedSpan) => boolean): Promise<CollectedSpan[]> {
  await expect.poll(() => spans().filter(isWanted).length, { timeout: 30_000 }).toBeGreaterThanOrEqual(count);
  return spans().filter(isWanted);
}

function traceOf({ headers }: ReceivedCallback): { traceId: string; spanId: string; flags: string } {
  const [, traceId = "", spanId = "", flags = ""] = String(headers["traceparent"]).split("-");
  return { traceId, spanId, flags };
}

test("one trace shows a call, its answer and each attempt at its callback, which is told the attempt that it is", async () => {
  target.answerWith(({ path }, nth) => ({ status: path === "/hooks/secret-path?key=hidden" && nth === 0 ? 503 : 200 }));
  await client.save({
    ...{ id: "pay", http: { route: "/payments/:id", httpMethod: "POST" }, response: { statusCode: 201 } },
    webhooks: [{ url: `${target.url}/hooks/secret-path?key=hidden`, retryCount: 2, retryDelay: 1 }],
  });
  const answer = await client.call("POST", "/stubs/sandbox/payments/7?token=hidden", {
    ...{ body: { card: "hidden" }, headers: { ...callersTrace, "X-Secret": "hidden" } },
  });
  expect(answer.status).toBe(201);
  const attempts = await target.waitFor(2, { path: "/hooks/secret-path" });
  const trace = await waitForSpans(3, ({ traceId }) => traceId === caller.traceId);

  const [call] = trace.filter(({ kind }) => kind === "server");
  expect(call).toMatchObject({
    ...{ service: "understudy-resolver", name: "POST /stubs/{namespace}/payments/:id" },
    ...{ parentId: caller.spanId, isError: false },
    attributes: {
      "http.request.method": "POST",
      "http.route": "/stubs/{namespace}/payments/:id",
      "http.response.status_code": 201,
      "url.path": "/stubs/sandbox/payments/7",
      "understudy.namespace": "sandbox",
      "understudy.mock.id": "pay",
      "understudy.request.id": answer.headers.get("x-request-id"),
    },
  });
  const [failed, delivered] = attempts.map((attempt) => trace.find(({ spanId }) => spanId === traceOf(attempt).spanId));
  const known = { service: "understudy-worker", name: "POST", kind: "client", parentId: call?.spanId };
  const place = { "server.address": "127.0.0.1", "server.port": target.port, "understudy.mock.id": "pay" };
  expect(failed).toMatchObject({
    ...{ ...known, isError: true, statusMessage: expect.stringContaining("503") },
    attributes: { ...place, "http.response.status_code": 503, "error.type": "503", "understudy.attempt.number": 1 },
  });
  expect(delivered).toMatchObject({
    ...{ ...known, isError: false },
    attributes: { ...place, "http.response.status_code": 200, "http.request.resend_count": 1 },
  });
  expect(attempts.map(({ headers }) => headers["tracestate"])).toEqual(["vendor=1", "vendor=1"]);
  expect(JSON.stringify(spans())).not.toMatch(/hidden|secret-path/);
});

test("a trace begins with a call that has none, goes on from stub to stub, and leaves a callback's own alone", async () => {
  const own = "00-11111111111111111111111111111111-2222222222222222-00";
  const to = (path: string) => `${target.url}${path}`;
  await client.save({ id: "next", http: { route: "/next" }, response: {}, webhooks: [{ url: to("/from-next") }] });
  await client.save({
    ...{ id: "first", http: { route: "/first" }, response: {} },
    webhooks: [
      { name: "a", url: to("/a") },
      { url: to("/behind"), after: "a", body: "$.cb.a.statusCode" },
      { url: to("/own"), headers: { traceparent: own } },
      { url: `${product.url}/stubs/sandbox/next` },
    ],
  });
  const answer = await client.call("POST", "/stubs/sandbox/first", { body: {} });
  for (const path of ["/a", "/behind", "/own", "/from-next"]) await target.waitFor(1, { path });
  const [first] = await waitForSpans(1, isCall(answer.headers.get("x-request-id")));
  expect(first).toMatchObject({ parentId: "" });
  const trace = await waitForSpans(7, ({ traceId }) => traceId === first?.traceId);
  expect(trace.filter(({ parentId }) => parentId === first?.spanId)).toHaveLength(4);
  for (const path of ["/a", "/behind", "/from-next"]) {
    const [received] = target.at(path);
    if (received === undefined) throw new Error(`nothing came to ${path}`);
    expect(traceOf(received), path).toMatchObject({ traceId: first?.traceId, flags: "01" });
    expect(
      trace.map(({ spanId }) => spanId),
      path,
    ).toContain(traceOf(received).spanId);
  }
  expect(target.at("/own")[0]?.headers["traceparent"]).toBe(own);
});

function isCall(requestId: string | null): (span: CollectedSpan) => boolean {
  return ({ kind, attributes }) => kind === "server" && attributes["understudy.request.id"] === requestId;
}

test("a retry by a worker that was started again is part of the trace all the same", async () => {
  let isDown = true;
  target.answerWith(() => ({ status: isDown ? 500 : 200 }));
  await client.save({
    ...{ id: "later", http: { route: "/later" }, response: {} },
    webhooks: [{ url: `${target.url}/later`, retryCount: 20, retryDelay: 1 }],
  });
  const answer = await client.call("POST", "/stubs/sandbox/later", { body: {} });
  await target.waitFor(1, { path: "/later" });
  process.kill(getProcess(product.dataDir, "apps/worker/src/main.ts").pid, "SIGKILL");
  isDown = false;
  const [call] = await waitForSpans(1, isCall(answer.headers.get("x-request-id")));
  const isAttempt = ({ parentId }: CollectedSpan) => parentId === call?.spanId;
  const [delivered] = await waitForSpans(1, (span) => isAttempt(span) && !span.isError);
  expect(delivered?.attributes["understudy.attempt.number"]).toBeGreaterThan(1);
  const received = target.at("/later").map(traceOf);
  expect(received).toContainEqual({ traceId: call?.traceId, spanId: delivered?.spanId, flags: "01" });
});

test("a proxied call names the span of its own, and what fails says so", async () => {
  target.answerWith(() => ({ status: 500 }));
  await client.save({ id: "proxy", http: { route: "/proxied/*" }, proxy: { target: target.url } });
  await client.call("GET", "/stubs/sandbox/proxied/x", { headers: { traceparent: callersTrace.traceparent } });
  const [received] = await target.waitFor(1, { path: "/x" });
  if (received === undefined) throw new Error("nothing was proxied");
  const [sent] = await waitForSpans(1, ({ spanId }) => spanId === traceOf(received).spanId);
  expect(sent).toMatchObject({
    service: "understudy-resolver",
    kind: "client",
    isError: true,
    traceId: caller.traceId,
  });
  const [call] = await waitForSpans(1, ({ spanId }) => spanId === sent?.parentId);
  expect(call).toMatchObject({ isError: true, attributes: { "error.type": "500", "http.response.status_code": 500 } });
});

test("a REST request is named by the template of its path, a procedure by its own name, a job by its name", async () => {
  await client.save({ id: "shown", http: { route: "/shown" }, response: {} });
  const answer = await client.call("GET", "/api/v1/mocks/shown?namespace=sandbox", { headers: callersTrace });
  expect(answer.status).toBe(200);
  const [shown] = await waitForSpans(1, isCall(answer.headers.get("x-request-id")));
  expect(shown).toMatchObject({
    ...{ service: "understudy-web", name: "GET /api/v1/mocks/{id}", traceId: caller.traceId, parentId: caller.spanId },
    attributes: {
      "http.route": "/api/v1/mocks/{id}",
      "understudy.operation": "getMock",
      "url.path": "/api/v1/mocks/shown",
    },
  });
  const page = await fetch(`${product.url}/ui/sandbox/mocks`);
  expect(page.status).toBe(200);
  await page.text();
  const [procedure] = await waitForSpans(1, ({ attributes }) => attributes["rpc.system.name"] === "trpc");
  await waitForSpans(1, ({ spanId, attributes }) => spanId === procedure?.parentId && attributes["url.path"] !== "");

  expect((await client.call("POST", "/api/v1/admin/jobs/retention/run")).status).toBe(200);
  const [job] = await waitForSpans(1, ({ name }) => name === "job retention");
  expect(job).toMatchObject({ service: "understudy-worker", kind: "internal", parentId: "", isError: false });
});

test("while the collector is away, or refuses, everything works; the log says it once a process", async () => {
  const linesOf = (event: string) =>
    product
      .output()
      .split("\n")
      .filter((line) => line.includes(event));
  target.answerWith(() => ({ status: 200 }));
  collector.answerWith(() => ({ status: 400 }));
  const before = target.at("/away").length;
  await client.save({ id: "away", http: { route: "/away" }, response: {}, webhooks: [{ url: `${target.url}/away` }] });
  for (let call = 0; call < 20; call++) {
    expect((await client.call("POST", "/stubs/sandbox/away", { body: {} })).status).toBe(200);
  }
  await target.waitFor(before + 20, { path: "/away" });
  await expect.poll(() => linesOf("traces.not_sent").length, { timeout: 30_000 }).toBe(3);
  await collector.pause();
  expect((await client.call("POST", "/stubs/sandbox/away", { body: {} })).status).toBe(200);
  await target.waitFor(before + 21, { path: "/away" });
  expect(linesOf("traces.not_sent")).toHaveLength(3);
  collector.answerWith(undefined);
  await collector.resume();
  await expect
    .poll(
      async () => {
        await client.call("POST", "/stubs/sandbox/away", { body: {} });
        return linesOf("traces.sent_again").length;
      },
      { timeout: 60_000 },
    )
    .toBeGreaterThanOrEqual(2);
});
