import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callRaw } from "../../../test/raw-call.ts";
import { startTestResolver, type TestResolver } from "../../../test/resolver.ts";
import { listSentCallbacks } from "../../../test/sent-callbacks.ts";

let resolver: TestResolver;

beforeAll(async () => {
  resolver = await startTestResolver();
});

afterAll(async () => {
  expect(await resolver.stop()).toBe(0);
});

const call = (route: string, init?: RequestInit) => resolver.call(`/stubs/sandbox${route}`, init);
const json = async (response: Response) => (await response.json()) as Record<string, unknown>;
const post = (route: string, body: unknown) => call(route, { method: "POST", body: JSON.stringify(body) });

async function storeFile(name: string, content: string | Buffer): Promise<void> {
  const key = { namespaceName: "sandbox", name };
  const bytes = new Uint8Array(Buffer.from(content));
  await resolver.management.db.templateFile.create({ data: { ...key, content: bytes } });
}

describe("one of several answers", () => {
  it("is picked at random, with its own status, headers and body, and callbacks go by its status", async () => {
    const responses = [
      { statusCode: 201, payload: { kind: "made" }, headers: { "X-Kind": "made" } },
      { statusCode: 503, payload: { kind: "away" } },
    ];
    const webhooks = [
      { url: "http://there.example/", trigger: "on_success", body: { of: "$.response.kind" } },
      { url: "http://there.example/", trigger: "on_error", body: { of: "$.response.kind" } },
    ];
    await resolver.save({ id: "many", http: { route: "/many" }, oneOf: { order: "random", responses }, webhooks });
    const seen: string[] = [];
    for (let index = 0; index < 40; index += 1) {
      const answered = await call("/many");
      const { kind } = await json(answered);
      expect([answered.status, answered.headers.get("x-kind")]).toEqual(kind === "made" ? [201, "made"] : [503, null]);
      seen.push(String(kind));
    }
    expect(new Set(seen)).toEqual(new Set(["made", "away"]));
    expect((await listSentCallbacks(resolver.management, "many")).map(({ body }) => body)).toEqual(
      seen.map((of) => ({ of })),
    );
  });

  it("comes in turn, beginning with the one at the offset", async () => {
    const responses = ["a", "b", "c"].map((payload) => ({ payload }));
    await resolver.save({ http: { route: "/turns" }, oneOf: { offset: 1, responses } });
    const seen: string[] = [];
    for (let index = 0; index < 7; index += 1) seen.push(await (await call("/turns")).text());
    expect(seen.join("")).toBe("bcabcab");
  });
});

describe("an answer", () => {
  it("can be an error", async () => {
    await resolver.save({ http: { route: "/error" }, response: { error: "out of $.queryParams.of" } });
    const answered = await call("/error?of=stock");
    expect([answered.status, await answered.text()]).toEqual([500, '{"error":"out of stock"}']);
  });

  it("can be bytes, many of them", async () => {
    const bytes = Buffer.alloc(3 * 1024 * 1024, Buffer.from([0, 255, 1, 254, 13, 10]));
    const response = { decode: "base64", payload: bytes.toString("base64") };
    await resolver.save({ http: { route: "/bytes" }, response });
    const answered = await call("/bytes");
    expect(answered.headers.get("content-type")).toBe("application/octet-stream");
    expect(Buffer.from(await answered.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it("comes from a stored file, which is a template", async () => {
    await storeFile("order.json", '{ "id": "$.req.id", "text": "no. $.req.id" }');
    await storeFile("page.html", "<p>$.req.id</p>");
    await resolver.save({ http: { route: "/json-file" }, response: { payloadTemplatePath: "order.json" } });
    await resolver.save({
      http: { route: "/page-file" },
      oneOf: { responses: [{ payloadTemplatePath: "page.html" }, {}] },
    });
    const order = await post("/json-file", { id: 7 });
    expect([order.headers.get("content-type"), await order.text()]).toEqual([
      "application/json",
      '{"id":7,"text":"no. 7"}',
    ]);
    const page = await post("/page-file", { id: 7 });
    expect([page.headers.get("content-type"), await page.text()]).toEqual(["text/html; charset=utf-8", "<p>7</p>"]);
    expect(page.headers.get("content-security-policy")).toContain("sandbox");
  });

  it("says which file is missing; saving warns of it, and is right when the file is there", async () => {
    const mock = {
      http: { route: "/late", header: [{ path: "x", valueFromFile: "late.txt" }] },
      response: { payloadTemplatePath: "late.html" },
    };
    const { warnings } = await resolver.save({ id: "early", http: { route: "/early" }, response: mock.response });
    expect(warnings).toEqual([
      { path: "$.response.payloadTemplatePath", message: 'there is no file "late.html" in the namespace yet' },
    ]);
    const answered = await call("/early");
    expect(answered.status).toBe(500);
    expect(await json(answered)).toMatchObject({
      code: "internal",
      error: expect.stringContaining('"late.html"') as string,
      request_id: answered.headers.get("x-request-id"),
    });
    await storeFile("late.html", "<i>");
    await storeFile("late.txt", "there\n");
    expect((await resolver.save({ id: "late", ...mock })).warnings).toEqual([]);
    expect(await (await call("/late", { headers: { x: "there" } })).text()).toBe("<i>");
    expect((await call("/late", { headers: { x: "here" } })).status).toBe(404);
  });

  it("does not see files of another namespace", async () => {
    await resolver.management.db.namespace.create({ data: { name: "neighbour" } });
    const content = new Uint8Array(Buffer.from("secret"));
    await resolver.management.db.templateFile.create({
      data: { namespaceName: "neighbour", name: "theirs.txt", content },
    });
    await resolver.save({ http: { route: "/theirs" }, response: { payloadTemplatePath: "theirs.txt" } });
    expect((await call("/theirs")).status).toBe(500);
  });

  it("that must have all its values fails without one; so do its callbacks, alone", async () => {
    await resolver.save({
      id: "strict",
      strictTemplates: true,
      http: { route: "/strict" },
      response: { payload: { id: "$.req.id" } },
      webhooks: [{ url: "http://there.example/", body: { note: "$.req.note" } }],
    });
    const failed = await post("/strict", {});
    expect(failed.status).toBe(500);
    expect((await json(failed))["error"]).toContain('"$.req.id"');
    expect(await (await post("/strict", { id: 1 })).text()).toBe('{"id":1}');
    expect(await listSentCallbacks(resolver.management, "strict")).toEqual([
      { state: "failed", stateReason: expect.stringMatching(/^render: .*"\$\.req\.note"/) as string, body: null },
    ]);
  });

  it("that can't be made fails its own call, and none of those that count with it", async () => {
    await resolver.save({
      strictTemplates: true,
      http: { route: "/counted" },
      extract: { gStore: { counted: "$.increment($.gS.counted)" } },
      response: { payload: { id: "$.req.id", n: "$.gS.counted" } },
    });
    const calls = Array.from({ length: 40 }, (_, id) => post("/counted", id % 2 === 0 ? { id } : {}));
    const answers = await Promise.all(calls);
    expect(answers.map(({ status }) => status)).toEqual(answers.map((_, id) => (id % 2 === 0 ? 200 : 500)));
    const bodies = await Promise.all(answers.filter(({ ok }) => ok).map(json));
    const numbers = bodies.map(({ n }) => Number(n)).sort((left, right) => left - right);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it("waits for its delay and its latency", async () => {
    const latency = { distribution: "uniform", lowerMs: 100, upperMs: 120 };
    await resolver.save({ http: { route: "/slow" }, response: { delay: 100, latency } });
    const startedAt = performance.now();
    await call("/slow");
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(195);
  });
});

describe("an answer that breaks", () => {
  const request = (route: string) => [`GET /stubs/sandbox${route} HTTP/1.1`, "Host: x", "Connection: close"];

  it("resets the connection, and its callbacks are sent all the same", async () => {
    await resolver.save({
      id: "reset",
      http: { route: "/reset" },
      response: { fault: "reset", payload: { never: "sent" } },
      webhooks: [{ url: "http://there.example/", trigger: "on_success", body: { a: 1 } }],
    });
    expect(await callRaw(resolver.port, request("/reset"))).toEqual({ chunks: [], text: "", error: "ECONNRESET" });
    expect(await listSentCallbacks(resolver.management, "reset")).toMatchObject([{ state: "pending", body: { a: 1 } }]);
  });

  it("closes the connection without an answer", async () => {
    await resolver.save({ http: { route: "/empty" }, response: { fault: "empty" } });
    const lines = ["POST /stubs/sandbox/empty HTTP/1.1", "Host: x", "Content-Length: 0"];
    expect(await callRaw(resolver.port, lines)).toEqual({ chunks: [], text: "", error: null });
  });

  it("dribbles its body, whole in the end", async () => {
    const payload = "0123456789".repeat(10);
    await resolver.save({ http: { route: "/dribble" }, response: { fault: "dribble", dribbleMs: 500, payload } });
    const { chunks, text, error } = await callRaw(resolver.port, request("/dribble"));
    expect(error).toBeNull();
    expect(text).toMatch(/^HTTP\/1\.1 200 /);
    expect(text.endsWith(`\r\n\r\n${payload}`)).toBe(true);
    expect(chunks.length).toBeGreaterThan(4);
    const [first] = chunks;
    expect((chunks.at(-1)?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThan(400);
    expect(first?.text).not.toContain(payload);
  });
});
