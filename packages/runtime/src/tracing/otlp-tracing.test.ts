import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openTracing } from "./open-tracing.ts";
import type { Sampling } from "./tracer.ts";

/** What stands for a collector: keeps what it is sent and answers what the test wants. */
let bodies: Buffer[];
let answer: (response: ServerResponse) => void;
let close: () => Promise<void>;
let port: number;

beforeEach(async () => {
  bodies = [];
  answer = (response) => response.end();
  const server = createServer((request, response) => void take(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  ({ port } = server.address() as AddressInfo);
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", `http://127.0.0.1:${port}`);
  vi.stubEnv("OTEL_BSP_SCHEDULE_DELAY", "10");
  close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await close();
});

async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  bodies.push(Buffer.concat(chunks));
  answer(response);
}

const log = { info: vi.fn(), warn: vi.fn() };
beforeEach(() => vi.clearAllMocks());

const always: Sampling = { sampler: "parentbased_always_on", ratio: 1 };

async function open(sampling: Sampling = always) {
  const { tracer, stop } = await openTracing({ process: "resolver", version: "1.2.3", sampling, log });
  if (tracer === null) throw new Error("there is no tracer");
  const start = (parent: { traceparent: string; tracestate?: string } | null, name = "span") =>
    tracer.start({ name, kind: "server", parent, attributes: { known: 1, unknown: undefined } });
  return { start, stop };
}

const given = { traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", tracestate: "a=1" };
const traceparent = /^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/;

test("nobody who wants traces: no tracer, and nothing to stop", async () => {
  const { tracer, stop } = await openTracing({ process: "web", version: "1", sampling: null, log });
  expect(tracer).toBeNull();
  await stop();
});

/** Opens tracing in a process of its own, in which nothing of OpenTelemetry can be loaded. */
function openWithoutLibraries(sampling: Sampling | null): Promise<unknown> {
  const file = new URL("open-tracing.ts", import.meta.url).href;
  const script = `
    import { registerHooks } from "node:module";
    registerHooks({
      resolve(name, context, next) {
        if (name.startsWith("@opentelemetry/")) throw new Error("it was loaded");
        return next(name, context);
      },
    });
    const { openTracing } = await import(${JSON.stringify(file)});
    await openTracing({ process: "web", version: "1", sampling: ${JSON.stringify(sampling)}, log: console });
  `;
  return promisify(execFile)(process.execPath, ["--input-type=module", "-e", script]);
}

test("nothing of OpenTelemetry is loaded where nobody wants traces", async () => {
  await openWithoutLibraries(null);
  await expect(openWithoutLibraries(always)).rejects.toThrow("it was loaded");
});

test("a span goes on with the trace that it is given, one below it goes on with that, and else a trace begins", async () => {
  const { start, stop } = await open();
  const span = start(given);
  expect(span.context.traceparent).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$/);
  expect(span.context.tracestate).toBe("a=1");
  expect(start(span.context).context.traceparent.slice(0, 36)).toBe(span.context.traceparent.slice(0, 36));
  for (const none of [null, { traceparent: "rubbish" }, { traceparent: `00-${"0".repeat(32)}-00f067aa0ba902b7-01` }]) {
    expect(start(none).context.traceparent).toMatch(traceparent);
  }
  await stop();
});

test.each<Sampling & { ofGiven: string; ofNew: string }>([
  { sampler: "always_on", ratio: 1, ofGiven: "01", ofNew: "01" },
  { sampler: "always_off", ratio: 1, ofGiven: "00", ofNew: "00" },
  { sampler: "traceidratio", ratio: 0, ofGiven: "00", ofNew: "00" },
  { sampler: "traceidratio", ratio: 1, ofGiven: "01", ofNew: "01" },
  { sampler: "parentbased_always_on", ratio: 1, ofGiven: "01", ofNew: "01" },
  { sampler: "parentbased_always_off", ratio: 1, ofGiven: "01", ofNew: "00" },
  { sampler: "parentbased_traceidratio", ratio: 0, ofGiven: "01", ofNew: "00" },
])(
  "$sampler with $ratio: a trace that is made elsewhere has the flag $ofGiven, a new one $ofNew",
  async ({ ofGiven, ofNew, ...sampling }) => {
    const { start, stop } = await open(sampling);
    expect(start(given).context.traceparent.slice(-2)).toBe(ofGiven);
    expect(start(null).context.traceparent.slice(-2)).toBe(ofNew);
    await stop();
  },
);

test("a collector is told of the service, the final name, what is known and how it failed", async () => {
  const { start, stop } = await open();
  start(null, "GET").end({
    name: "GET /things/{id}",
    attributes: { route: "r" },
    error: { type: "timeout", message: "it took long" },
  });
  await stop();
  const told = Buffer.concat(bodies).toString("latin1");
  for (const text of [
    "understudy-resolver",
    "1.2.3",
    "GET /things/{id}",
    "known",
    "route",
    "error.type",
    "timeout",
    "it took long",
  ])
    expect(told).toContain(text);
  expect(told).not.toContain("unknown");
});

test("what the environment calls the service goes before our name", async () => {
  vi.stubEnv("OTEL_SERVICE_NAME", "mocks-of-team-a");
  vi.stubEnv("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=staging");
  const { start, stop } = await open();
  start(null).end({});
  await stop();
  const told = Buffer.concat(bodies).toString("latin1");
  expect(told).toContain("mocks-of-team-a");
  expect(told).toContain("staging");
  expect(told).not.toContain("understudy-resolver");
});

test("a collector that refuses is told of once in the log, and once when it takes spans again", async () => {
  answer = (response) => response.writeHead(400).end();
  const { start, stop } = await open();
  const send = async () => {
    const count = bodies.length;
    start(null).end({});
    await vi.waitFor(() => expect(bodies.length).toBeGreaterThan(count), { timeout: 10_000 });
  };
  for (let time = 0; time < 3; time++) await send();
  await vi.waitFor(() => expect(log.warn).toHaveBeenCalled());
  answer = (response) => response.end();
  await send();
  await vi.waitFor(() => expect(log.info).toHaveBeenCalledTimes(1));
  expect(log.info.mock.calls[0]?.[0]).toMatchObject({ event: "traces.sent_again", lost: 3 });
  expect(log.warn).toHaveBeenCalledTimes(1);
  await stop();
});

test("spans that find no room are dropped, and starting one takes no longer for it", async () => {
  vi.stubEnv("OTEL_BSP_MAX_QUEUE_SIZE", "16");
  vi.stubEnv("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "16");
  answer = () => undefined;
  const { start, stop } = await open();
  for (let count = 0; count < 10_000; count++) start(null, `span-${count}`).end({});
  await vi.waitFor(() => expect(bodies.length).toBeGreaterThan(0), { timeout: 10_000 });
  answer = (response) => response.end();
  await stop();
  const told = Buffer.concat(bodies).toString("latin1");
  expect(told.match(/span-\d+/g)?.length).toBeLessThanOrEqual(64);
});

test("the end does not wait for a collector that hangs for as long as that may take", async () => {
  vi.stubEnv("OTEL_EXPORTER_OTLP_TIMEOUT", "600000");
  vi.stubEnv("OTEL_BSP_EXPORT_TIMEOUT", "600000");
  answer = () => undefined;
  const { start, stop } = await open();
  start(null).end({});
  await stop();
  expect(bodies.length).toBeLessThanOrEqual(1);
}, 60_000);
