import type { Socket } from "node:net";
import { expect, test } from "@playwright/test";
import { findPid } from "./crash-processes.ts";
import { drip, makeBombs, openRawTarget, type RawTarget, watchMemory, writeEndlessly } from "./hostile-targets.ts";
import { type Product, startProduct } from "./product.ts";
import { createRestClient, type DeliveryWithAttempts, type RestClient } from "./rest-client.ts";

/** Targets, templates and mocks that mean harm: nothing of it costs memory, time or somebody else's secrets. */
let product: Product;
let client: RestClient;
let target: RawTarget;
/** What may not be reached. */
let canary: RawTarget;
const speakers = new Map<string, (socket: Socket) => void>();

test.beforeAll(async () => {
  target = await openRawTarget((socket, path) => {
    const speak = speakers.get(path.split("?")[0] ?? "");
    if (speak !== undefined) speak(socket);
    else socket.end("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  });
  canary = await openRawTarget((socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret"));
  product = await startProduct({ env: { WEBHOOK_ALLOW_HOSTS: target.host } });
  client = createRestClient(product.url);
});

test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
  await target.close();
  await canary.close();
});

/** Has a mock send this callback `calls` times; returns what came of it. */
async function send(id: string, callback: object, { calls = 1, body = "{}" } = {}): Promise<DeliveryWithAttempts[]> {
  await client.save({ id, http: { route: `/${id}`, httpMethod: "POST" }, webhooks: [callback] });
  for (let call = 0; call < calls; call += 1) {
    expect((await client.call("POST", `/stubs/sandbox/${id}`, { body })).status).toBe(200);
  }
  const deliveries = await client.awaitFinal({ mockId: id }, calls, 60_000);
  return Promise.all(deliveries.map((delivery) => client.getDelivery(delivery.id)));
}

/** Bytes of answers that were kept. */
function storedBytes(deliveries: readonly DeliveryWithAttempts[]): number {
  const bodies = deliveries.flatMap(({ attempts }) => attempts.map(({ responseBody }) => responseBody));
  return bodies.reduce(
    (sum, body) => sum + Buffer.from(body?.content ?? "", body?.encoding === "base64" ? "base64" : "utf8").length,
    0,
  );
}

function workerPid(): number {
  const pid = findPid(product.dataDir, "worker");
  if (pid === null) throw new Error("there is no worker");
  return pid;
}

const keptMax = 16_384;
const kib = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KiB`;
const print = (figures: string): void => void process.stdout.write(`      ${figures}\n`);

test("decompression bombs are neither inflated nor kept", async () => {
  await send("warm-up", { url: `${target.url}/ok` }, { calls: 20 });
  const memory = watchMemory(workerPid());
  const startedAt = performance.now();
  let inflatedMiB = 0;
  const all: DeliveryWithAttempts[] = [];
  for (const [nth, bomb] of makeBombs().entries()) {
    const path = `/bomb-${nth}`;
    inflatedMiB += 5 * bomb.inflatedMiB;
    speakers.set(path, (socket) => {
      const head = `HTTP/1.1 200 OK\r\nContent-Encoding: ${bomb.encoding}\r\nContent-Length: ${bomb.body.length}\r\n\r\n`;
      socket.write(head);
      socket.end(bomb.body);
    });
    const sent = await send(`bomb-${nth}`, { url: target.url + path }, { calls: 5 });
    for (const { state, attempts } of sent) {
      expect(state).toBe("delivered");
      expect(attempts[0]?.isResponseTruncated).toBe(bomb.body.length > keptMax || bomb.encoding.length > 1_000);
    }
    all.push(...sent);
  }
  memory.stop();
  const seconds = (performance.now() - startedAt) / 1000;
  print(
    `bombs of ${inflatedMiB} MiB in ${all.length} answers: worker grew ${memory.grownMiB().toFixed(1)} MiB, ` +
      `${kib(storedBytes(all))} stored, ${seconds.toFixed(1)} s`,
  );
  expect(memory.grownMiB()).toBeLessThan(50);
  expect(storedBytes(all)).toBeLessThanOrEqual(all.length * keptMax);
  expect(seconds).toBeLessThan(30);
  // It was not asked for either.
  expect(
    target.heard().filter((request) => /\/bomb-/.test(request) && !/accept-encoding: identity\r\n/i.test(request)),
  ).toEqual([]);
});

test("endless answers are left after what is kept of them", async () => {
  const chunk = Buffer.alloc(65_536, "x");
  speakers.set("/endless-length", (socket) => {
    socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1099511627776\r\n\r\n");
    writeEndlessly(socket, chunk);
  });
  speakers.set("/endless-chunks", (socket) => {
    socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    writeEndlessly(socket, Buffer.concat([Buffer.from("10000\r\n"), chunk, Buffer.from("\r\n")]));
  });
  speakers.set("/endless-headers", (socket) => {
    socket.write("HTTP/1.1 200 OK\r\n");
    writeEndlessly(socket, Buffer.from("X-Endless: yes, it is\r\n".repeat(1_000)));
  });
  const takenBefore = target.bytesTaken();
  const memory = watchMemory(workerPid());
  const startedAt = performance.now();
  const kinds = { length: "delivered", chunks: "delivered", headers: "failed" } as const;
  const all: DeliveryWithAttempts[] = [];
  for (const [kind, state] of Object.entries(kinds)) {
    const sent = await send(`endless-${kind}`, { url: `${target.url}/endless-${kind}`, timeout: 20 }, { calls: 5 });
    expect(sent.map((delivery) => delivery.state)).toEqual(Array(5).fill(state));
    all.push(...sent);
  }
  memory.stop();
  const seconds = (performance.now() - startedAt) / 1000;
  await expect.poll(() => target.open()).toBeLessThan(15);
  const takenMiB = (target.bytesTaken() - takenBefore) / 1024 / 1024;
  print(
    `endless answers, ${all.length}: worker grew ${memory.grownMiB().toFixed(1)} MiB, ${kib(storedBytes(all))} stored, ` +
      `${takenMiB.toFixed(1)} MiB left the target, ${seconds.toFixed(1)} s`,
  );
  expect(
    all.filter(({ state }) => state === "delivered").every(({ attempts }) => attempts[0]?.isResponseTruncated),
  ).toBe(true);
  expect(memory.grownMiB()).toBeLessThan(50);
  expect(storedBytes(all)).toBeLessThanOrEqual(10 * keptMax);
  // What fits into buffers on the way is written without having been read.
  expect(takenMiB).toBeLessThan(15 * 16);
  expect(seconds).toBeLessThan(15);
});

test("slow answers are given up when their time is over, and keep nobody else waiting", async () => {
  speakers.set("/slow-body", (socket) => {
    socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
    drip(socket, "x", 100);
  });
  speakers.set("/slow-headers", (socket) => {
    socket.write("HTTP/1.1 200 OK\r\n");
    drip(socket, "X-Slow: 1\r\n", 100);
  });
  const startedAt = performance.now();
  const slow = Promise.all(
    ["body", "headers"].map((kind) => send(`slow-${kind}`, { url: `${target.url}/slow-${kind}`, timeout: 2 })),
  );
  const [quick] = await send("quick", { url: `${target.url}/quick` });
  const quickMs = performance.now() - startedAt;
  const attempts = (await slow).flat().flatMap((delivery) => delivery.attempts);
  print(
    `slow answers: given up after ${attempts.map(({ durationMs }) => `${durationMs} ms`).join(", ")}; beside them ${quickMs.toFixed(0)} ms`,
  );
  expect(quick?.state).toBe("delivered");
  expect(quickMs).toBeLessThan(1_900);
  for (const { durationMs, errorClass } of attempts) {
    expect(errorClass).toBe("timeout");
    expect(durationMs).toBeGreaterThanOrEqual(1_990);
    expect(durationMs).toBeLessThan(3_000);
  }
});

test("redirects to blocked targets are not followed, and nothing of what is there is ever told", async () => {
  const places = [
    `${canary.url}/secret`,
    "http://169.254.169.254/latest/meta-data/",
    "//10.0.0.1/",
    `http://localhost:${product.port}/api/v1/mocks`,
  ];
  for (const status of [301, 302, 303, 307, 308]) {
    for (const [nth, place] of places.entries()) {
      const path = `/redirect-${status}-${nth}`;
      speakers.set(path, (socket) =>
        socket.end(`HTTP/1.1 ${status} Moved\r\nLocation: ${place}\r\nContent-Length: 0\r\n\r\n`),
      );
      const [delivery] = await send(`redirect-${status}-${nth}`, { url: target.url + path });
      expect(delivery).toMatchObject({
        state: "failed",
        attempts: [{ statusCode: status, error: `The target answered ${status}: redirects are not followed.` }],
      });
      expect(storedBytes(delivery === undefined ? [] : [delivery])).toBe(0);
    }
  }
  print(`redirects, ${5 * places.length}: ${canary.heard().length} connections to what is blocked`);
  expect(canary.heard()).toEqual([]);
});

test("no template can put a header, a request or a length of its own into a message", async () => {
  const hostile = {
    "CR LF": "a\r\nX-Injected: 1",
    "CR LF CR LF": "a\r\n\r\nGET /injected HTTP/1.1\r\n\r\n",
    LF: "a\nX-Injected: 1",
    CR: "a\rX-Injected: 1",
    NUL: "a\u0000b",
    "not ASCII": "a\u010d\u010a",
    "line separator": "a\u2028X-Injected: 1",
    long: "a".repeat(10_000),
  };
  const before = target.heard().length;
  let refused = 0;
  for (const [nth, [what, value]] of Object.entries(hostile).entries()) {
    const callback = { url: `${target.url}/header`, headers: { "X-Value": "$.req.value" } };
    const [delivery] = await send(`header-${nth}`, callback, { body: JSON.stringify({ value }) });
    expect([what, delivery?.state, delivery?.attempts[0]?.errorClass]).toEqual([what, "failed", "header"]);
    // The value may be a secret.
    expect(delivery?.attempts[0]?.error).not.toContain("Injected");
    refused += 1;
  }
  const names = [
    "Host",
    "Content-Length",
    "Transfer-Encoding",
    "Connection",
    "Upgrade",
    "TE",
    "Trailer",
    "Expect",
    "Proxy-Authorization",
    "x:y",
    "x y",
    "x\r\nX-Injected",
    "",
  ];
  for (const [nth, name] of names.entries()) {
    const [delivery] = await send(`name-${nth}`, { url: `${target.url}/header`, headers: { [name]: "1" } });
    expect([name, delivery?.state, delivery?.attempts[0]?.errorClass]).toEqual([name, "failed", "header"]);
    refused += 1;
  }
  expect(target.heard()).toHaveLength(before);

  // A line break in an address is no line break in the request.
  const url = `${target.url}/$.req.path?x=$.req.path`;
  await send("address", { url }, { body: JSON.stringify({ path: "a\r\nX-Injected: 1\r\n\r\n b" }) });
  const [request = ""] = target.heard().slice(before);
  expect(target.heard()).toHaveLength(before + 1);
  expect(request.split("\r\n").filter((line) => /^x-injected/i.test(line))).toEqual([]);
  expect(request).toMatch(/^POST \/\S+ HTTP\/1\.1\r\n/);
  print(
    `header injection: ${refused} of ${refused} refused before a connection was made; a line break in an address is none`,
  );
});

test("loops end by themselves: A to B to A, and one that doubles at each hop", async () => {
  const stub = (path: string): string => `http://localhost:${product.port}/stubs/sandbox/${path}`;
  await client.save({ id: "a", http: { route: "/a" }, webhooks: [{ url: stub("b") }] });
  await client.save({ id: "b", http: { route: "/b" }, webhooks: [{ url: stub("a") }] });
  const startedAt = performance.now();
  await client.call("POST", "/stubs/sandbox/a");
  await expect.poll(async () => (await client.listDeliveries({ mockId: "a", state: "skipped" })).length).toBe(1);
  const ofA = await client.awaitFinal({ mockId: "a" }, 6);
  const ofB = await client.awaitFinal({ mockId: "b" }, 5);
  const states = [...ofA, ...ofB].map(({ state }) => state).toSorted();
  expect(states).toEqual([...Array<string>(10).fill("delivered"), "skipped"]);
  const end = [...ofA, ...ofB].find(({ state }) => state === "skipped");
  expect(end?.stateReason).toBe("this is hop 11 of a chain of callbacks; at most 10 are made");
  print(`A to B to A: 10 sent, 1 skipped, ${(performance.now() - startedAt).toFixed(0)} ms`);

  const memory = watchMemory(workerPid());
  const doubledAt = performance.now();
  await client.save({
    id: "double",
    http: { route: "/double" },
    webhooks: [{ url: stub("double") }, { url: stub("double") }],
  });
  await client.call("POST", "/stubs/sandbox/double");
  const count = async (state: string): Promise<number> => {
    const wait = { mockId: "double", state, count: 1_000, timeoutMs: 60_000 };
    return Number((await client.call("POST", "/api/v1/deliveries/wait", { body: wait })).body["count"]);
  };
  expect(await count("skipped")).toBeGreaterThanOrEqual(1_000);
  const uses = async (): Promise<number> =>
    Number((await client.call("GET", "/api/v1/mocks/double")).body["useCounter"]);
  await expect.poll(uses, { timeout: 60_000 }).toBe(2 ** 11 - 1);
  memory.stop();
  print(
    `doubling at each hop: ${await uses()} calls, then it ends; ${((performance.now() - doubledAt) / 1000).toFixed(1)} s, ` +
      `worker grew ${memory.grownMiB().toFixed(1)} MiB`,
  );
  expect(memory.grownMiB()).toBeLessThan(100);
});
