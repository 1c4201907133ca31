import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, request as httpRequest, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, connect, createServer as createTcpServer } from "node:net";
import { fileURLToPath } from "node:url";
import { MockInputSchema } from "@understudy/domain";
import {
  type Actor,
  closeManagement,
  deleteMock,
  ensureFirstAdmin,
  getLocalActor,
  type Management,
  openManagement,
  saveMock,
} from "../../../packages/management/src/index.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, testSecretKey } from "../../../test/postgres.ts";

/** A real resolver process, a real database, and a stand-in for `web` that shows what it was sent. */
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let management: Management;
let admin: Actor;
let resolver: ChildProcess;
let web: Server;
let port: number;
/** What the stand-in does with the next request; by default it answers with what it saw. */
let answer: (request: IncomingMessage, body: Buffer, response: import("node:http").ServerResponse) => void;

const echo: typeof answer = (request, body, response) => {
  response.writeHead(200, { "content-type": "application/json", connection: "x-own", "x-own": "hop", "x-kept": "yes" });
  response.end(
    JSON.stringify({ method: request.method, url: request.url, headers: request.headers, bodyBytes: body.length }),
  );
};

beforeAll(async () => {
  database = await createTestDatabase();
  management = openManagement({ databaseUrl: database.url, sealingKey: Buffer.alloc(32) });
  await ensureFirstAdmin(management, { login: "admin", password: "a good password" });
  admin = await getLocalActor(management);
  web = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => answer(request, Buffer.concat(chunks), response));
  });
  answer = echo;
  web.listen(0, "127.0.0.1");
  await once(web, "listening");
  port = await findFreePort();
  resolver = await startResolver({ PORT: String(port) });
});

afterAll(async () => {
  const exited = once(resolver, "exit");
  resolver.kill("SIGTERM");
  expect(await exited).toEqual([0, null]);
  web.close();
  web.closeAllConnections();
  await closeManagement(management);
  await database.drop();
});

async function findFreePort(): Promise<number> {
  const server = createTcpServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port: free } = server.address() as AddressInfo;
  server.close();
  return free;
}

async function startResolver(env: Record<string, string>): Promise<ChildProcess> {
  const { port: webPort } = web.address() as AddressInfo;
  const child = spawn(process.execPath, [fileURLToPath(new URL("main.ts", import.meta.url))], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: {
      ...process.env,
      DATABASE_URL: database.url,
      SECRET_KEY: testSecretKey,
      WEB_ORIGIN: `http://127.0.0.1:${webPort}`,
      HTTP_REQUEST_BODY_SIZE_LIMIT_MB: "1",
      TRUSTED_PROXIES: "127.0.0.9",
      ...env,
    },
  });
  const [message] = (await once(child, "message")) as [unknown];
  expect(message).toEqual({ kind: "ready" });
  return child;
}

const save = (input: object) =>
  saveMock(management, admin, { input: MockInputSchema.parse(input), namespace: "sandbox" });
const call = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init);

describe("a stub", () => {
  it("answers as soon as the mock is saved, and no longer when it is deleted", async () => {
    for (let cycle = 0; cycle < 20; cycle++) {
      expect(
        (await save({ id: "cycle", http: { route: "/cycle" }, response: { payload: { cycle } } })).notYetVisible,
      ).toEqual([]);
      expect(await (await call("/stubs/sandbox/cycle")).json()).toEqual({ cycle });
      await deleteMock(management, admin, { id: "cycle", namespace: "sandbox" });
      expect((await call("/stubs/sandbox/cycle")).status).toBe(404);
    }
  });

  it("answers with status, several headers of a name, compact JSON and a request id", async () => {
    await save({
      http: { route: "/full", httpMethod: "post" },
      response: { statusCode: 201, headers: { "X-A": ["1", "2"] }, payload: { id: "x", list: [1, null] } },
    });
    const answered = await call("/stubs/sandbox/full", { method: "POST", body: "ignored" });
    expect(answered.status).toBe(201);
    expect(answered.headers.get("x-a")).toBe("1, 2");
    expect(answered.headers.get("content-type")).toBe("application/json");
    expect(answered.headers.get("x-request-id")).toMatch(/^req_[0-9a-f]{32}$/);
    expect(await answered.text()).toBe('{"id":"x","list":[1,null]}');
  });

  it.each<[string, object, string, string | null]>([
    ["text", { payload: "hello" }, "hello", "text/plain; charset=utf-8"],
    ["nothing", {}, "", null],
    ["null", { payload: null }, "", null],
    ["a number", { payload: 7 }, "7", "application/json"],
    ["a type of its own", { payload: "<a/>", headers: { "Content-Type": ["text/xml"] } }, "<a/>", "text/xml"],
  ])("answers with %s", async (name, response, body, contentType) => {
    const route = `/kind/${name.replaceAll(" ", "-")}`;
    await save({ http: { route }, response });
    const answered = await call(`/stubs/sandbox${route}`);
    expect(answered.headers.get("content-type")).toBe(contentType);
    expect(await answered.text()).toBe(body);
  });

  it.each([204, 304])("of status %d goes out without a body", async (statusCode) => {
    await save({ http: { route: `/bodyless/${statusCode}` }, response: { statusCode, payload: { never: "sent" } } });
    const answered = await call(`/stubs/sandbox/bodyless/${statusCode}`);
    expect([answered.status, await answered.text(), answered.headers.get("content-length")]).toEqual([
      statusCode,
      "",
      null,
    ]);
  });

  it("is found by its parameters, priority and path prefix, and forgotten when its time is up", async () => {
    await save({ id: "p", http: { route: "/users/:id" }, response: { payload: "parameter" } });
    await save({ id: "l", http: { route: "/users/me" }, response: { payload: "literal" } });
    await save({ id: "x", pathPrefix: "v2/", http: { route: "/users" }, response: { payload: "prefixed" } });
    const text = async (path: string) => (await call(path)).text();
    expect(await text("/stubs/sandbox/users/7?x=/y")).toBe("parameter");
    expect(await text("/stubs/sandbox/users/me")).toBe("literal");
    expect(await text("/stubs/sandbox/v2/users")).toBe("prefixed");
    await save({ id: "l", http: { route: "/users/me" }, ttl: 1 });
    await expect.poll(() => text("/stubs/sandbox/users/me"), { timeout: 5_000 }).toBe("parameter");
  });

  it("that is not there, and a namespace that is not there, answer alike", async () => {
    const [known, unknown] = await Promise.all(
      ["sandbox", "nowhere"].map(async (namespace) => {
        const answered = await call(`/stubs/${namespace}/none?q=1`, { method: "PUT" });
        const body = (await answered.json()) as Record<string, unknown>;
        expect(body).toMatchObject({
          code: "not_found",
          request_id: answered.headers.get("x-request-id"),
          request: { method: "PUT", path: "/none", namespace },
        });
        return {
          status: answered.status,
          text: JSON.stringify({ ...body, request_id: "" }).replaceAll(namespace, "…"),
        };
      }),
    );
    expect(known).toEqual(unknown);
    expect(known?.status).toBe(404);
  });

  it("that asks for what is not served says so plainly", async () => {
    await save({
      id: "strict",
      http: { route: "/strict", conditions: [{ path: "a", value: 1 }] },
      response: { payload: "wrong" },
    });
    const answered = await call("/stubs/sandbox/strict");
    expect(answered.status).toBe(501);
    expect(await answered.json()).toMatchObject({ error: expect.stringContaining("$.http.conditions") as string });
  });

  it("that is hostile is sandboxed, can't set our cookies, and is never sniffed", async () => {
    const headers = {
      "Content-Type": ["text/html"],
      "Content-Security-Policy": ["default-src *"],
      "Set-Cookie": ["__Host-Understudy.session=x", "own=1"],
    };
    await save({ http: { route: "/page" }, response: { headers, payload: "<script>" } });
    const page = await call("/stubs/sandbox/page");
    expect(page.headers.get("content-security-policy")).toBe(
      "default-src *, sandbox allow-scripts allow-forms allow-popups",
    );
    expect(page.headers.getSetCookie()).toEqual(["own=1"]);
    expect(page.headers.get("x-content-type-options")).toBe("nosniff");
    expect((await call("/stubs/sandbox/full", { method: "POST" })).headers.get("content-security-policy")).toBeNull();
  });

  it("refuses a body that is larger than the limit", async () => {
    const answered = await call("/stubs/sandbox/full", { method: "POST", body: "x".repeat(1024 * 1024 + 1) });
    expect(answered.status).toBe(413);
    expect(await answered.json()).toMatchObject({ code: "validation" });
  });

  it("is served by the Java client's upgrade request, which is an ordinary one", async () => {
    const sent = httpRequest({
      port,
      path: "/stubs/sandbox/full",
      method: "POST",
      headers: { connection: "Upgrade, HTTP2-Settings", upgrade: "h2c", "http2-settings": "AAEAAEAAAAIAAAAB" },
    });
    sent.end();
    const [answered] = (await once(sent, "response")) as [IncomingMessage];
    answered.resume();
    expect(answered.statusCode).toBe(201);
  });
});

describe("the front door", () => {
  const json = async (response: Response) =>
    (await response.json()) as { headers: Record<string, string>; url: string; bodyBytes: number; method: string };

  it("passes on what is not a stub, without what concerns one connection, and with what only it may say", async () => {
    const sent = httpRequest({
      port,
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
      host: `localhost:${port}`,
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
      const sent = httpRequest({ port, host: "127.0.0.1", path: "/ui", localAddress, headers });
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
      host: `127.0.0.1:${port}`,
      scheme: "http",
      isForwarded: true,
    });
  });

  it("refuses too large a body, told or not", async () => {
    const large = "x".repeat(1024 * 1024 + 1);
    expect((await call("/api/v1/mocks", { method: "POST", body: large })).status).toBe(413);
    const sent = httpRequest({
      port,
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
      answer = (_request, _body, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.write("data: first\n\n");
        response.on("close", resolve);
      };
    });
    const abort = new AbortController();
    const stream = await call("/api/v1/stream", { signal: abort.signal });
    const first = await stream.body?.getReader().read();
    expect(Buffer.from(first?.value ?? []).toString()).toBe("data: first\n\n");
    abort.abort();
    await gone;
    answer = echo;
  });

  it("answers 503 with the envelope while web is away, and goes on when it is back", async () => {
    const { port: webPort } = web.address() as AddressInfo;
    web.close();
    web.closeAllConnections();
    const away = await call("/ui");
    expect(away.status).toBe(503);
    expect(await away.json()).toMatchObject({ code: "unavailable", request_id: away.headers.get("x-request-id") });
    web.listen(webPort, "127.0.0.1");
    await once(web, "listening");
    expect((await call("/ui")).status).toBe(200);
  });
});

describe("a resolver", () => {
  it("listens on both loopback addresses", async () => {
    await save({ http: { route: "/both" }, response: { payload: "here" } });
    expect(await (await fetch(`http://[::1]:${port}/stubs/sandbox/both`)).text()).toBe("here");
  });

  it("that can't open its port says so in one line and ends", async () => {
    const { port: webPort } = web.address() as AddressInfo;
    const child = spawn(process.execPath, [fileURLToPath(new URL("main.ts", import.meta.url))], {
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, DATABASE_URL: database.url, SECRET_KEY: testSecretKey, PORT: String(webPort) },
    });
    const [text, [code]] = await Promise.all([child.stderr.toArray(), once(child, "exit")]);
    expect([Buffer.concat(text as Buffer[]).toString(), code]).toEqual([
      `resolver: port ${webPort} is taken; end what listens there, or set PORT to another\n`,
      1,
    ]);
  });

  it("reconnects when the database cuts it off, and reads what it missed", async () => {
    await save({ id: "missed", http: { route: "/missed" }, response: { payload: "before" } });
    await management.db
      .$executeRaw`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike '%mocks_acknowledged%' and pid <> pg_backend_pid()`;
    await management.db
      .$executeRaw`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'idle' and pid <> pg_backend_pid()`;
    await expect
      .poll(() =>
        save({ id: "missed", http: { route: "/missed" }, response: { payload: "after" } }).then(
          () => "saved",
          () => "failed",
        ),
      )
      .toBe("saved");
    await expect.poll(async () => (await call("/stubs/sandbox/missed")).text(), { timeout: 10_000 }).toBe("after");
  });

  it("survives garbage on its port", async () => {
    const socket = connect(port, "127.0.0.1");
    socket.resume().end("NOT HTTP\r\n\r\n");
    await once(socket, "close");
    expect((await call("/stubs/sandbox/both")).status).toBe(200);
  });
});
