import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { exitCode } from "../exit-code.ts";
import { followEvents, type Following } from "./follow-events.ts";

let server: Server;
const asked: IncomingMessage[] = [];
const interruption = new AbortController();

afterEach(() => {
  asked.length = 0;
  server.closeAllConnections();
  server.close();
});

/** Answers the nth connection with the nth of these, the last one for all behind it. */
async function serve(...answers: ((response: ServerResponse) => void)[]): Promise<Following> {
  server = createServer((request, response) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)];
    asked.push(request);
    answer?.(response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const settings = { server: `http://127.0.0.1:${port}`, token: "mk_x", namespace: "a" };
  return { settings, query: { kinds: "delivery" }, signal: interruption.signal, onLost: () => undefined };
}

const event = (name: string, id?: number) => `event: ${name}\n${id === undefined ? "" : `id: ${id}\n`}data: {}\n\n`;

function stream(text: string, end: (response: ServerResponse) => void = () => undefined) {
  return (response: ServerResponse): void => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(`retry: 5\n${text}`, () => end(response));
  };
}

async function takeNames(following: Following, count: number): Promise<string[]> {
  const names: string[] = [];
  for await (const { event: name } of followEvents(following)) {
    names.push(name ?? "");
    if (names.length === count) break;
  }
  return names;
}

test("a stream that is cut off or ends goes on behind the last event that came, with the same token and filters", async () => {
  const lost: string[] = [];
  const following = await serve(
    stream(event("ready", 1) + event("delivery") + event("delivery", 7), (response) => response.destroy()),
    stream(event("ready", 7) + event("request", 8), (response) => response.end()),
    stream(event("delivery", 9)),
  );
  const names = await takeNames({ ...following, onLost: (reason) => lost.push(reason) }, 6);
  expect(names).toEqual(["ready", "delivery", "delivery", "ready", "request", "delivery"]);
  expect(asked.map(({ headers }) => headers["last-event-id"])).toEqual([undefined, "7", "8"]);
  for (const { url, headers } of asked) {
    expect(url).toBe("/api/v1/events?kinds=delivery&namespace=a");
    expect(headers.authorization).toBe("Bearer mk_x");
  }
  expect(lost).toHaveLength(2);
  expect(lost[1]).toBe("the server ended it");
});

test("a server that is busy or starting again is asked again, one that refuses is not", async () => {
  const refuse = (status: number) => (response: ServerResponse) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify({ error: `refused by ${status}` }));
  };
  const following = await serve(
    stream(event("ready", 1), (response) => response.end()),
    refuse(503),
    refuse(429),
    refuse(403),
  );
  const failure = await takeNames(following, 2).catch((error: unknown) => error);
  expect(failure).toMatchObject({ exitCode: exitCode.notAllowed, message: "refused by 403" });
  expect(asked).toHaveLength(4);
});

test("a first connection that can't be made fails at once", async () => {
  const following = await serve((response) => response.destroy());
  const failure = await takeNames(following, 1).catch((error: unknown) => error);
  expect(failure).toMatchObject({ exitCode: exitCode.away });
  expect(asked).toHaveLength(1);
});

test("the signal ends it, in the middle of a silence", async () => {
  const following = await serve(stream(event("ready", 1)));
  const ending = new AbortController();
  const names: string[] = [];
  for await (const { event: name } of followEvents({ ...following, signal: ending.signal })) {
    names.push(name ?? "");
    ending.abort();
  }
  expect(names).toEqual(["ready"]);
});
