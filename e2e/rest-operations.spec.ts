import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { findPostgres } from "./crash-processes.ts";
import { getProcess } from "./processes.ts";
import { findFreePort, type Product, projectRoot, startProduct } from "./product.ts";
import { type Receiver, openReceiver } from "./receiver.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** What who operates an installation sees of it: health by HTTP, and the metrics of all processes in one scrape. */
let product: Product;
let client: RestClient;
let metricsUrl: string;
let receiver: Receiver;

test.beforeAll(async () => {
  const metricsPort = await findFreePort();
  receiver = await openReceiver();
  product = await startProduct({
    env: { METRICS_PORT: String(metricsPort), RESOLVER_PROCESSES: "2", WEBHOOK_ALLOW_HOSTS: receiver.host },
  });
  client = createRestClient(product.url);
  metricsUrl = `http://127.0.0.1:${metricsPort}/metrics`;
});

test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
  await receiver.close();
});

interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

async function scrape(): Promise<Sample[]> {
  const answer = await fetch(metricsUrl);
  expect(answer.headers.get("content-type")).toContain("text/plain; version=0.0.4");
  const lines = (await answer.text()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return lines.map((line) => {
    const [, name = "", labels = "", value = ""] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = "", text = ""]) => [key, text]);
    return { name, labels: Object.fromEntries(pairs) as Record<string, string>, value: Number(value) };
  });
}

/** The sum over all processes. */
async function sumOf(name: string, labels: Record<string, string> = {}): Promise<number> {
  const found = (await scrape()).filter(
    (sample) => sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
  );
  return found.reduce((sum, { value }) => sum + value, 0);
}

async function healthOf(path: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const { status, body } = await client.call("GET", path);
  return { status, body };
}

test("all processes are in one scrape, each by its name, and calls and deliveries are counted", async () => {
  await client.call("POST", "/api/v1/namespaces", { body: { name: "tenant-of-ours" } });
  const namespace = "tenant-of-ours";
  await client.save({ id: "inbox", namespace, http: { route: "/inbox", httpMethod: "POST" }, response: {} });
  const url = `${product.url}/stubs/${namespace}/inbox`;
  await client.save({ id: "pay", namespace, http: { route: "/pay" }, response: {}, webhooks: [{ url, async: false }] });
  for (let call = 0; call < 5; call++) {
    expect((await client.call("POST", `/stubs/${namespace}/pay`, { body: {} })).status).toBe(200);
  }
  await client.call("GET", `/stubs/${namespace}/missing`);

  expect(await sumOf("understudy_stub_calls_total", { outcome: "matched", status_class: "2xx" })).toBe(10);
  expect(await sumOf("understudy_stub_calls_total", { outcome: "unmatched", status_class: "4xx" })).toBe(1);
  expect(await sumOf("understudy_stub_call_duration_seconds_count")).toBe(11);
  expect(await sumOf("understudy_deliveries_total", { transport: "http", outcome: "delivered" })).toBe(5);
  expect(await sumOf("understudy_attempts_total", { transport: "http", outcome: "delivered" })).toBe(5);
  expect(await sumOf("understudy_http_requests_total", { surface: "rest", status_class: "2xx" })).toBeGreaterThan(2);
  expect(await sumOf("understudy_resolvers", { state: "in_step" })).toBe(2);
  expect(await sumOf("understudy_workers")).toBe(1);
  expect(await sumOf("understudy_deliveries_pending")).toBe(0);
  expect(await sumOf("understudy_database_up")).toBe(1);

  const samples = await scrape();
  const processes = new Set(samples.map(({ labels }) => labels["process"]));
  expect([...processes].sort()).toEqual(["resolver", "resolver-1", "resolver-2", "supervisor", "web", "worker"]);
  for (const name of ["process_cpu_seconds_total", "nodejs_eventloop_lag_p99_seconds"]) {
    expect(samples.filter((sample) => sample.name === name)).toHaveLength(processes.size);
  }
  expect(JSON.stringify(samples)).not.toContain(namespace);
});

test("a trace goes on with the callbacks of a call, from stub to stub, at once and behind one another", async () => {
  const trace = { traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", tracestate: "vendor=1" };
  const to = (path: string) => ({ url: `${receiver.url}${path}` });
  await client.save({ id: "next", http: { route: "/next" }, response: {}, webhooks: [to("/from-next")] });
  await client.save({
    ...{ id: "traced", http: { route: "/traced" }, response: {} },
    webhooks: [
      { ...to("/first"), name: "first" },
      { ...to("/behind"), after: "first", body: "$.cb.first.statusCode" },
      { url: `${product.url}/stubs/sandbox/next` },
      { ...to("/own"), headers: { traceparent: "00-11111111111111111111111111111111-2222222222222222-00" } },
    ],
  });
  await client.call("POST", "/stubs/sandbox/traced", { body: {}, headers: trace });
  await receiver.waitFor(4);
  for (const path of ["/first", "/behind", "/from-next"]) {
    expect(receiver.at(path)[0]?.headers, path).toMatchObject(trace);
  }
  const own = receiver.at("/own")[0]?.headers;
  expect(own?.["traceparent"]).toBe("00-11111111111111111111111111111111-2222222222222222-00");
  expect(own).not.toHaveProperty("tracestate");
});

test("every metric is documented, and every documented one is there", async () => {
  const text = readFileSync(join(projectRoot, "docs/operations.md"), "utf8");
  const rows = text.split("\n").filter((line) => /^\| `\w+(\*`|`)/.test(line) && line.split("|").length === 7);
  const documented = rows.flatMap((row) =>
    [...(row.split("|")[1] ?? "").matchAll(/`([\w*]+)`/g)].map(([, name = ""]) => name),
  );
  const families = new Set((await scrape()).map(({ name }) => name.replace(/_(bucket|sum|count)$/, "")));
  const isCovered = (name: string) =>
    documented.some((row) => (row.endsWith("*") ? name.startsWith(row.slice(0, -1)) : row === name));
  expect([...families].filter((name) => !isCovered(name))).toEqual([]);
  expect(documented.filter((row) => !row.endsWith("*") && !families.has(row))).toEqual([]);
  expect(documented.length).toBeGreaterThan(15);
});

test("metrics are on their own port alone, which has nothing else", async () => {
  expect((await client.call("GET", "/metrics")).status).toBe(404);
  expect((await fetch(metricsUrl.replace("/metrics", "/"))).status).toBe(404);
  expect((await fetch(metricsUrl, { method: "POST" })).status).toBe(404);
});

test("a process that hangs is missing from the scrape, which says so and does not wait for it", async () => {
  const { pid } = getProcess(product.dataDir, "apps/worker/src/main.ts");
  process.kill(pid, "SIGSTOP");
  try {
    const startedAt = performance.now();
    const samples = await scrape();
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(samples).toContainEqual({ name: "understudy_process_up", labels: { process: "worker" }, value: 0 });
    expect(samples.filter(({ labels }) => labels["process"] === "worker")).toHaveLength(1);
  } finally {
    process.kill(pid, "SIGCONT");
  }
  await expect.poll(() => sumOf("understudy_process_up", { process: "worker" })).toBe(1);
});

test("without the database it is not ready, alive all the same, and ready again by itself", async () => {
  expect(await healthOf("/health/ready")).toMatchObject({ status: 200, body: { status: "pass" } });
  const all = findPostgres(product.dataDir).map(({ pid }) => pid);
  expect(all.length).toBeGreaterThan(1);
  for (const pid of all) process.kill(pid, "SIGSTOP");
  try {
    await expect.poll(() => healthOf("/health/ready")).toMatchObject({ status: 503, body: { status: "fail" } });
    expect(await healthOf("/health")).toMatchObject({
      status: 503,
      body: { checks: { database: [{ status: "fail" }] }, errors: { database: expect.any(String) as unknown } },
    });
    expect((await healthOf("/health/live")).status).toBe(200);
    expect(await sumOf("understudy_database_up")).toBe(0);
  } finally {
    for (const pid of all) process.kill(pid, "SIGCONT");
  }
  await expect.poll(() => healthOf("/health/ready"), { timeout: 60_000 }).toMatchObject({ status: 200 });
  await expect.poll(() => healthOf("/health"), { timeout: 60_000 }).toMatchObject({ body: { status: "pass" } });
});

test("without a worker it warns and is ready, until the worker is there again", async () => {
  const { pid } = getProcess(product.dataDir, "apps/worker/src/main.ts");
  process.kill(pid, "SIGKILL");
  await expect
    .poll(() => healthOf("/health/ready"), { intervals: [50] })
    .toMatchObject({ status: 200, body: { status: "warn", checks: { worker: [{ status: "warn" }] } } });
  await expect.poll(() => healthOf("/health"), { timeout: 30_000 }).toMatchObject({ body: { status: "pass" } });
});
