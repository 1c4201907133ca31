import { expect, test } from "@playwright/test";
import { type Product, startProduct } from "./product.ts";
import { openReceiver, type Receiver } from "./receiver.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** Our own address, with the guard wide open: design 12, Decided 2 and 11. What is private may be reached; our management may not. */
let product: Product;
let receiver: Receiver;
let client: RestClient;

test.beforeAll(async () => {
  receiver = await openReceiver();
  product = await startProduct({ env: { ALLOW_PROXY_TO_PRIVATE_IPS: "true" } });
  client = createRestClient(product.url);
});

test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
  await receiver.close();
});

async function sendTo(id: string, url: string): Promise<{ state: string; error: string | null }> {
  await client.save({ id, http: { route: `/${id}` }, webhooks: [{ url, method: "GET" }] });
  await client.call("GET", `/stubs/sandbox/${id}`);
  const [found] = await client.awaitFinal({ mockId: id });
  const { state, attempts } = await client.getDelivery(String(found?.id));
  return { state, error: attempts[0]?.error ?? null };
}

test("ALLOW_PROXY_TO_PRIVATE_IPS opens the guard for private addresses", async () => {
  expect(await sendTo("private", `${receiver.url}/private`)).toEqual({ state: "delivered", error: null });
  expect(receiver.at("/private")).toHaveLength(1);
});

test("our own stubs are reached by every loopback name, by nothing else but a path below /stubs/", async () => {
  await client.save({ id: "own", http: { route: "/own" }, response: { payload: "own" } });
  const hosts = ["localhost", "127.0.0.1", "127.1", "[::1]", "0x7f.0.0.1", "sub.localhost", "LOCALHOST"];
  for (const [n, host] of hosts.entries()) {
    const origin = `http://${host}:${product.port}`;
    expect([host, await sendTo(`own-${n}`, `${origin}/stubs/sandbox/own`)]).toEqual([
      host,
      { state: "delivered", error: null },
    ]);
  }
  const paths = [
    "/",
    "/api/v1/mocks",
    "/health",
    "/ui",
    "/stubs",
    "/stubs/../api/v1/mocks",
    "/stubs/%2e%2e/api/v1/mocks",
    "/stubs/..%2fapi/v1/mocks",
    "/stubs/..%5Capi/v1/mocks",
    "//api/v1/mocks",
    "/%73tubs/../api/v1/mocks",
  ];
  for (const [n, path] of paths.entries()) {
    const { state, error } = await sendTo(`managed-${n}`, `http://localhost:${product.port}${path}`);
    expect([path, state]).toEqual([path, "failed"]);
    expect(error).toContain("only paths that begin with /stubs/");
  }
});

test("a request that carries the hops of a chain is refused by everything but stubs, and unsigned hops count as none", async () => {
  const headers = { "understudy-hops": "10.forged" };
  for (const path of ["/api/v1/mocks", "/health", "/ui", "/"]) {
    expect([path, (await client.call("GET", path, { headers })).status]).toEqual([path, 403]);
  }
  await client.save({ id: "counted", http: { route: "/counted" }, webhooks: [{ url: `${receiver.url}/counted` }] });
  expect((await client.call("GET", "/stubs/sandbox/counted", { headers })).status).toBe(200);
  const [arrived] = await receiver.waitFor(1, { path: "/counted" });
  expect(arrived?.headers["understudy-hops"]).toMatch(/^1\../);
});

test("a mock that calls itself stops at ten hops", async () => {
  await client.save({
    id: "loop",
    http: { route: "/loop", httpMethod: "POST" },
    webhooks: [{ url: `http://localhost:${product.port}/stubs/sandbox/loop` }],
  });
  await client.call("POST", "/stubs/sandbox/loop");
  const deliveries = await client.awaitFinal({ mockId: "loop" }, 11);
  expect(deliveries.map(({ state }) => state).sort()).toEqual([...Array<string>(10).fill("delivered"), "skipped"]);
});

test("Decided 4: a caller that goes away cancels nothing", async () => {
  receiver.answerWith(() => ({ delayMs: 500 }));
  await client.save({
    id: "left",
    http: { route: "/left" },
    webhooks: ["1", "2"].map((body) => ({ url: `${receiver.url}/left`, body, async: false })),
  });
  const caller = new AbortController();
  const called = fetch(`${product.url}/stubs/sandbox/left`, { signal: caller.signal });
  await receiver.waitFor(1, { path: "/left" });
  caller.abort();
  await expect(called).rejects.toThrow();
  const deliveries = await client.awaitFinal({ mockId: "left" }, 2);
  expect(deliveries.map(({ state }) => state)).toEqual(["delivered", "delivered"]);
  receiver.answerWith(undefined);
});
