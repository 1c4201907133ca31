import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** One request that reached the receiver, recorded when its last byte was read. */
export interface ReceivedCallback {
  method: string;
  /** With its query. */
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** The id that is the same on every attempt of one delivery; empty if there was none. */
  webhookId: string;
  /** `performance.now()` when the first byte of the request was seen, and when all of it was read. */
  startedAt: number;
  receivedAt: number;
}

/** What the receiver answers, and when. `hang` answers nothing until `release` or the end. */
export type ReceiverAnswer =
  { status?: number; headers?: Readonly<Record<string, string>>; body?: string | Buffer; delayMs?: number } | "hang";

export interface ReceiverOptions {
  /** Default: a free one. A receiver that comes back after `close` takes the same one. */
  port?: number;
  /** Default: 200 with an empty body, at once. `nth` counts all requests from 0. */
  answer?: (callback: ReceivedCallback, nth: number) => ReceiverAnswer;
}

export interface Receiver {
  port: number;
  /** `127.0.0.1:<port>`, as WEBHOOK_ALLOW_HOSTS wants it. */
  host: string;
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  url: string;
  /** Everything so far, oldest first. */
  received: readonly ReceivedCallback[];
  /** Those whose path (without query) is this. */
  at: (path: string) => ReceivedCallback[];
  /** How many connections were ever opened, and the most at once. */
  connections: () => { opened: number; most: number };
  /** Resolves when this many requests (of this path, if given) have been received; rejects after the timeout (default: 15 s). */
  waitFor: (count: number, options?: { path?: string; timeoutMs?: number }) => Promise<ReceivedCallback[]>;
  /** From now on this is the answer. */
  answerWith: (answer: ReceiverOptions["answer"]) => void;
  /** Requests that hang now are answered 200. */
  release: () => void;
  /** Ends every connection and refuses new ones until `resume`. */
  pause: () => Promise<void>;
  /** Takes connections again, on the same port. */
  resume: () => Promise<void>;
  /** Ends every connection, and the port is free. */
  close: () => Promise<void>;
}

/** Where callbacks go: an HTTP server in the process of the test, which remembers all that arrives. */
export async function openReceiver(options: ReceiverOptions = {}): Promise<Receiver> {
  const received: ReceivedCallback[] = [];
  const hanging = new Set<ServerResponse>();
  let answer = options.answer;
  const server = createServer((request, response) => {
    readCallback(request)
      .then((callback) => {
        const nth = received.push(callback) - 1;
        return sendAnswer(response, answer?.(callback, nth) ?? {}, hanging);
      })
      // A sender that is killed in the middle of a request: nothing was received.
      .catch(() => response.destroy());
  });
  const connections = countConnections(server);
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  const at = (path: string): ReceivedCallback[] => received.filter((callback) => callback.path.split("?")[0] === path);
  return {
    port,
    host: `127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}`,
    received,
    at,
    connections,
    waitFor: (count, { path, timeoutMs = 15_000 } = {}) =>
      waitUntil(() => (path === undefined ? [...received] : at(path)), count, timeoutMs),
    answerWith: (next) => void (answer = next),
    release: () => {
      for (const response of hanging) response.end();
      hanging.clear();
    },
    pause: () => close(server),
    resume: () => listen(server, port),
    close: () => close(server),
  };
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}

async function readCallback(request: IncomingMessage): Promise<ReceivedCallback> {
  const startedAt = performance.now();
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const id = request.headers["webhook-id"];
  return {
    method: request.method ?? "",
    path: request.url ?? "",
    headers: request.headers,
    body: Buffer.concat(chunks),
    webhookId: typeof id === "string" ? id : "",
    startedAt,
    receivedAt: performance.now(),
  };
}

async function sendAnswer(
  response: ServerResponse,
  answer: ReceiverAnswer,
  hanging: Set<ServerResponse>,
): Promise<void> {
  if (answer === "hang") {
    hanging.add(response);
    response.once("close", () => hanging.delete(response));
    return;
  }
  if (answer.delayMs !== undefined) await sleep(answer.delayMs);
  response.writeHead(answer.status ?? 200, answer.headers).end(answer.body);
}

async function waitUntil(
  list: () => ReceivedCallback[],
  count: number,
  timeoutMs: number,
): Promise<ReceivedCallback[]> {
  const deadline = performance.now() + timeoutMs;
  while (list().length < count) {
    if (performance.now() > deadline) throw new Error(`${list().length} of ${count} callbacks in ${timeoutMs} ms`);
    await sleep(10);
  }
  return list();
}

function countConnections(server: Server): Receiver["connections"] {
  let opened = 0;
  let open = 0;
  let most = 0;
  server.on("connection", (socket) => {
    opened += 1;
    open += 1;
    most = Math.max(most, open);
    socket.once("close", () => (open -= 1));
  });
  return () => ({ opened, most });
}
