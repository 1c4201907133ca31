import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { createHttpMessage, type Signing } from "@understudy/domain";
import { createGuardedAgent } from "@understudy/egress";
import { signRequest } from "@understudy/signing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { attemptContext, createTestGuard } from "../../../test/transport-contract.ts";
import { createHttpTransport } from "./http-transport.ts";
import type { Transport } from "./transport.ts";

const received: { headers: IncomingMessage["headers"]; rawHeaders: string[] }[] = [];
const server = createServer((request, response) => {
  received.push({ headers: request.headers, rawHeaders: request.rawHeaders });
  request.resume();
  response.end();
});
let transport: Transport<ReturnType<typeof createHttpMessage>["message"]>;
let url: string;

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}/hook`;
  const agent = createGuardedAgent(createTestGuard([`127.0.0.1:${port}`]));
  transport = createHttpTransport({ agent, hopsKey: Buffer.alloc(32, 7), version: "1.2.3" });
});
afterAll(async () => {
  transport.close();
  server.closeAllConnections();
  await once(server.close(), "close");
});

const standard: Signing = { scheme: "standard-webhooks", secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" };

function send(signing: Signing, headers: Record<string, string> = {}, areSecretsSealed = false) {
  const signature = { signing, areSecretsSealed };
  return transport.send(createHttpMessage({ url, headers, body: { a: 1 }, hops: 1, signature }), attemptContext);
}

test("the time of each attempt is signed, with the id that is sent", async () => {
  for (const id of [undefined, "msg_of_the_callback"]) {
    expect(await send(standard, id === undefined ? {} : { "Webhook-Id": id })).toMatchObject({ kind: "delivered" });
    const { headers } = received.at(-1) ?? {};
    const seconds = Number(headers?.["webhook-timestamp"]);
    expect(Math.abs(seconds * 1000 - Date.now())).toBeLessThan(5_000);
    const request = {
      ...{ id: id ?? attemptContext.deliveryId, now: new Date(seconds * 1000), method: "POST", url },
      body: Buffer.from('{"a":1}'),
    };
    expect(headers).toMatchObject({ ...Object.fromEntries(signRequest(standard, request)), "webhook-id": request.id });
  }
});

test("the callback's own headers of these names give way, whatever their case", async () => {
  await send({ scheme: "stripe", secret: "whsec_a" }, { "STRIPE-signature": "t=1,v1=test_signature", "X-A": "b" });
  const { rawHeaders = [], headers } = received.at(-1) ?? {};
  expect(rawHeaders.filter((name) => name.toLowerCase() === "stripe-signature")).toEqual(["Stripe-Signature"]);
  expect(headers?.["stripe-signature"]).toMatch(/^t=\d{10},v1=[0-9a-f]{64}$/);
  expect(headers?.["x-a"]).toBe("b");
});

test("a header of the connection is not set by a signature either", async () => {
  const outcome = await send({ scheme: "custom-hmac", secret: "a", header: "Proxy-Authorization" });
  expect(outcome).toMatchObject({
    ...{ kind: "failed", errorClass: "header" },
    error: 'The header "Proxy-Authorization" may not be set by a callback.',
  });
});

test("secrets that are still sealed never sign", async () => {
  await expect(send(standard, {}, true)).rejects.toThrow("must be opened");
});
