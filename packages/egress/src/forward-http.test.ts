import { once } from "node:events";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { createTestAgent, listen } from "../test/listeners.ts";
import { openAgent, serve, speak, stopLater, stopTargets } from "../test/targets.ts";
import { type ForwardedRequest, forwardHttp, type ForwardHttpOptions } from "./forward-http.ts";

afterEach(stopTargets);

const forward = (
  request: Pick<ForwardedRequest, "url"> & Partial<ForwardedRequest>,
  options: Partial<ForwardHttpOptions> = {},
) =>
  forwardHttp(
    { method: "GET", headers: [], body: null, ...request },
    {
      agent: openAgent(Number(new URL(request.url).port)),
      connectTimeoutMs: 2_000,
      answerTimeoutMs: 5_000,
      idleTimeoutMs: 5_000,
      signal: new AbortController().signal,
      ...options,
    },
  );

async function answerOf(result: Awaited<ReturnType<typeof forward>>) {
  if (result.kind === "failed") throw new Error(result.error);
  return { ...result, text: await text(result.body) };
}

test("both bodies are streamed: the target answers what has come while the rest is still to be sent", async () => {
  const target = await serve((request, response) => void request.pipe(response.writeHead(202, { "X-A": ["1", "2"] })));
  const sent = new PassThrough();
  sent.write("first ");
  const result = await forward({ url: target.url, method: "POST", body: sent });
  if (result.kind === "failed") throw new Error(result.error);
  expect(result).toMatchObject({
    statusCode: 202,
    headers: expect.arrayContaining([
      ["X-A", "1"],
      ["X-A", "2"],
    ]) as unknown,
  });
  const [first] = (await once(result.body, "data")) as [Buffer];
  expect(first.toString()).toBe("first ");
  sent.end("second");
  expect(await text(result.body)).toBe("second");
});

test("a connection is used again for what is safe to repeat, and for nothing else", async () => {
  const target = await serve((request, response) => void request.resume().on("end", () => response.end("ok")));
  const agent = openAgent(target.port);
  stopLater(async () => agent.close());
  for (let call = 0; call < 3; call += 1) await answerOf(await forward({ url: target.url }, { agent }));
  expect(target.connections()).toBe(1);
  await answerOf(await forward({ url: target.url, method: "POST", body: Buffer.from("x") }, { agent }));
  expect(target.connections()).toBe(2);
});

test("a connection that the target has closed meanwhile is replaced", async () => {
  const target = await listen((socket) => {
    let requests = 0;
    socket.on("data", () => {
      requests += 1;
      if (requests === 2) socket.destroy();
      else socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    });
  });
  stopLater(target.stop);
  const agent = openAgent(target.port);
  stopLater(async () => agent.close());
  for (let call = 0; call < 2; call += 1) {
    expect((await answerOf(await forward({ url: target.url }, { agent }))).text).toBe("ok");
  }
  expect(target.connections()).toBe(2);
});

test("whoever asked is gone: the target's connection is closed, before the answer and in the middle of it", async () => {
  for (const hasBegun of [false, true]) {
    const ended = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const target = await serve((_request, response) => {
      response.on("close", ended.resolve);
      if (hasBegun) response.write("beginning");
      asked.resolve();
    });
    const abort = new AbortController();
    const forwarded = forward({ url: target.url }, { signal: abort.signal });
    await (hasBegun ? forwarded : asked.promise);
    abort.abort();
    await ended.promise;
    expect((await forwarded).kind).toBe(hasBegun ? "answered" : "failed");
  }
});

test("what can fail is told in a sentence, with its class", async () => {
  const closed = await listen();
  await closed.stop();
  const silent = await listen();
  stopLater(silent.stop);
  const broken = await speak((socket) => socket.end("nonsense\r\n\r\n"));
  const hasty = await speak((socket) => socket.destroy());
  const { agent: slowNames } = createTestAgent({ resolve: () => Promise.race([]) });
  const failures = await Promise.all([
    forward({ url: closed.url }),
    forward({ url: silent.url }, { answerTimeoutMs: 10 }),
    forward({ url: broken.url }),
    forward({ url: hasty.url }),
    forward({ url: "http://10.0.0.1:8080/" }),
    forward({ url: "http://nowhere.example:81/" }),
    forward({ url: "http://slow.example:81/" }, { agent: slowNames, connectTimeoutMs: 10 }),
  ]);
  expect(failures.map((result) => (result.kind === "failed" ? result.errorClass : result.kind))).toEqual([
    "connect",
    "timeout",
    "protocol",
    "closed",
    "guard",
    "dns",
    "timeout",
  ]);
  expect(failures[4]).toMatchObject({ error: expect.stringContaining("10.0.0.1 is") as string });
});

test("an answer that stops coming ends with an error", async () => {
  const target = await serve((_request, response) => void response.write("beginning"));
  const result = await forward({ url: target.url }, { idleTimeoutMs: 10 });
  if (result.kind === "failed") throw new Error(result.error);
  await expect(text(result.body)).rejects.toThrow(/timeout/i);
});

test("a body that breaks off is not sent as if it were whole", async () => {
  const seen = Promise.withResolvers<boolean>();
  const target = await serve((request) => request.resume().on("close", () => seen.resolve(request.complete)));
  const body = Readable.from(
    (function* () {
      yield "part";
      throw new Error("gone");
    })(),
  );
  expect((await forward({ url: target.url, method: "POST", body })).kind).toBe("failed");
  expect(await seen.promise).toBe(false);
});
