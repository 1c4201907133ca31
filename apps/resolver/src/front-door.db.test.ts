import { once } from "node:events";
import { type IncomingMessage, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestResolver, type TestResolver } from "../../../test/resolver.ts";

let resolver: TestResolver;

beforeAll(async () => {
  resolver = await startTestResolver({ HTTP_REQUEST_BODY_SIZE_LIMIT_MB: "1", TRUSTED_PROXIES: "127.0.0.9" });
});

afterAll(async () => {
  expect(await resolver.stop()).toBe(0);
});

describe("the front door", () => {
  const json = async (response: Response) =>
    (await response.json()) as { headers: Record<string, string>; url: string; bodyBytes: number; method: string };

  it("passes on what is not a stub, without what concerns one connection, and with what only it may say", async () => {
    const sent = httpRequest({
      port: resolver.port,
      path: "/api/v1/mocks?a=b",
      method: "PATCH",
      headers: {
        connection: "x-hop, upgrade",
        upgrade: "h2c",
        "x-hop": "1",
        te: "trailers",
        "understudy-internal": "forged",
        "understudy-client": "forged",
        "x-end": "2",
        "transfer-encoding": "chunked",
      },
    });
    sent.end("12345");
    const [answered] = (await once(sent, "response")) as [IncomingMessage];
    const seen = JSON.parse(Buffer.concat(await answered.toArray()).toString()) as Awaited<ReturnType<typeof json>>;
    expect(seen).toMatchObject({ method: "PATCH", url: "/api/v1/mocks?a=b", bodyBytes: 5 });
    for (const name of ["x-hop", "upgrade", "te"]) expect(seen.headers).not.toHaveProperty(name);
    expect(seen.headers["x-end"]).toBe("2");
    expect(seen.headers["understudy-internal"]).toMatch(/^[0-9a-f]{64}$/);
    const client = JSON.parse(decodeURIComponent(seen.headers["understudy-client"] ?? "")) as object;
    expect(client).toMatchObject({
      address: "127.0.0.1",
      host: `localhost:${resolver.port}`,
      scheme: "http",
      isForwarded: false,
    });
    expect(answered.headers).not.toHaveProperty("x-own");
    expect(answered.headers["x-kept"]).toBe("yes");
  });

  it("believes X-Forwarded-* of a trusted proxy only", async () => {
    const headers = {
      "x-forwarded-for": "9.9.9.9, 127.0.0.9",
      "x-forwarded-proto": "https",
      "x-forwarded-host": "mocks.example.com",
    };
    const clientFrom = async (localAddress: string) => {
      const sent = httpRequest({ port: resolver.port, host: "127.0.0.1", path: "/ui", localAddress, headers });
      sent.end();
      const [answered] = (await once(sent, "response")) as [IncomingMessage];
      const seen = JSON.parse(Buffer.concat(await answered.toArray()).toString()) as {
        headers: Record<string, string>;
      };
      return JSON.parse(decodeURIComponent(seen.headers["understudy-client"] ?? "")) as object;
    };
    expect(await clientFrom("127.0.0.9")).toMatchObject({
      address: "9.9.9.9",
      host: "mocks.example.com",
      scheme: "https",
      isForwarded: true,
    });
    expect(await clientFrom("127.0.0.8")).toMatchObject({
      address: "127.0.0.8",
      host: `127.0.0.1:${resolver.port}`,
      scheme: "http",
      isForwarded: true,
    });
  });

  it("refuses too large a body, told or not", async () => {
    const large = "x".repeat(1024 * 1024 + 1);
    expect((await resolver.call("/api/v1/mocks", { method: "POST", body: large })).status).toBe(413);
    const sent = httpRequest({
      port: resolver.port,
      path: "/api/v1/mocks",
      method: "POST",
      headers: { "transfer-encoding": "chunked" },
    });
    sent.on("error", () => undefined);
    sent.end(large);
    const [answered] = (await once(sent, "response")) as [IncomingMessage];
    answered.resume();
    expect(answered.statusCode).toBe(413);
  });

  it("streams an answer as it comes, and ends it when the client goes", async () => {
    const gone = new Promise<void>((resolve) => {
      resolver.answerWith((_request, _body, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.write("data: first\n\n");
        response.on("close", resolve);
      });
    });
    const abort = new AbortController();
    const stream = await resolver.call("/api/v1/stream", { signal: abort.signal });
    const first = await stream.body?.getReader().read();
    expect(Buffer.from(first?.value ?? []).toString()).toBe("data: first\n\n");
    abort.abort();
    await gone;
    resolver.answerWith();
  });

  it("answers 503 with the envelope while web is away, and goes on when it is back", async () => {
    const { port: webPort } = resolver.web.address() as AddressInfo;
    resolver.web.close();
    resolver.web.closeAllConnections();
    const away = await resolver.call("/ui");
    expect(away.status).toBe(503);
    expect(await away.json()).toMatchObject({ code: "unavailable", request_id: away.headers.get("x-request-id") });
    resolver.web.listen(webPort, "127.0.0.1");
    await once(resolver.web, "listening");
    expect((await resolver.call("/ui")).status).toBe(200);
  });
});
