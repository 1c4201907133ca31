import { rm } from "node:fs/promises";
import { killEverything } from "../../e2e/crash-processes.ts";
import { findFreePort, makeTemporaryFolder, startProduct } from "../../e2e/product.ts";
import { findProcesses } from "../../e2e/processes.ts";
import { postJson } from "../bench-request.ts";
import { pin } from "../cores.ts";
import type { LoadGenerator } from "../load-generator.ts";
import { notification, type PeerMock } from "./peer.ts";
import type { Row, Table } from "../table.ts";
import { startCountingReceiver } from "./counting-receiver.ts";
import { mockoon } from "./mockoon.ts";
import { mockserver } from "./mockserver.ts";
import { providePeers } from "./provide-peers.ts";
import { startPeer } from "./start-peer.ts";
import { verifyAnswers } from "./verify-answers.ts";
import { wiremock } from "./wiremock.ts";

export interface PeerCallbackOptions {
  load: LoadGenerator;
  roundSeconds: number;
  warmSeconds: number;
}

/** Who answers and sends a callback for each call. */
interface Sender {
  origin: string;
  /** As a power failure does it. */
  kill: () => Promise<void>;
  /** With what it had when it was killed. */
  restart: () => Promise<void>;
  stop: () => Promise<void>;
}

interface Contestant {
  name: string;
  warmSeconds: number;
  start: (callbackUrl: string) => Promise<Sender>;
}

const route = "/stubs/sandbox/notified";
const requests = [postJson(route, "{}")];
const connections = 32;
const quietMs = 3_000;

/**
 * One mock that answers and sends a callback, called as fast as it can be; then once more, and killed in the middle, with everything that
 * belongs to it, and started again. Callbacks of answered calls that never come are lost.
 */
export async function measurePeerCallbacks(options: PeerCallbackOptions): Promise<Table> {
  const { peers, missing } = await providePeers([wiremock, mockserver, mockoon]);
  const left = [...missing];
  const contestants: Contestant[] = peers.map((provided) => ({
    name: provided.peer.name,
    warmSeconds: provided.peer.isJvm ? options.warmSeconds : 2,
    start: (callbackUrl) => startPeerSender(provided, callbackUrl),
  }));
  contestants.push({ name: "Understudy", warmSeconds: 2, start: startOurSender });
  const rows: Row[] = [];
  for (const contestant of contestants) {
    try {
      rows.push(await measure(contestant, options));
    } catch (error) {
      left.push(`${contestant.name}: ${String(error)}`);
    }
  }
  const note = `${connections} connections, all of a product on one core. Callbacks of calls that were answered, counted when none came any more.`;
  return {
    title: "Beside others: a callback for each call",
    note: left.length === 0 ? note : `${note} Not measured: ${left.join("; ")}.`,
    columns: ["answers/s", "callbacks/s", "lost of (no kill)", "lost of (killed)"],
    rows,
  };
}

async function measure(
  { name, warmSeconds, start }: Contestant,
  { load, roundSeconds }: PeerCallbackOptions,
): Promise<Row> {
  const receiver = await startCountingReceiver();
  const sender = await start(receiver.url);
  try {
    await verifyAnswers(sender.origin, { kind: "notified", requests });
    const call = (seconds: number) => load.run({ origin: sender.origin, requests, connections, seconds });
    await call(warmSeconds);
    const before = await receiver.untilQuiet(quietMs);
    if (before === 0) throw new Error("it sends no callbacks as it is set up here");
    const startedAt = performance.now();
    const { answered, seconds } = await call(roundSeconds);
    const arrived = (await receiver.untilQuiet(quietMs)) - before;
    const sendingSeconds = (performance.now() - startedAt - quietMs) / 1000;
    const killed = await callAndKill(sender, { call, receiver, roundSeconds });
    return {
      name,
      cells: [
        (answered / seconds).toFixed(0),
        (arrived / sendingSeconds).toFixed(0),
        `${Math.max(0, answered - arrived)} of ${answered}`,
        `${killed.lost} of ${killed.answered}`,
      ],
      rounds: [{ answered, seconds, arrived, sendingSeconds, killed }],
    };
  } finally {
    await sender.stop();
    receiver.close();
  }
}

async function callAndKill(
  sender: Sender,
  {
    call,
    receiver,
    roundSeconds,
  }: {
    call: (seconds: number) => Promise<{ answered: number; failures: number }>;
    receiver: Awaited<ReturnType<typeof startCountingReceiver>>;
    roundSeconds: number;
  },
): Promise<{ answered: number; lost: number }> {
  const before = receiver.count();
  const calling = call(roundSeconds);
  await new Promise((resolve) => setTimeout(resolve, roundSeconds * 500));
  await sender.kill();
  const result = await calling;
  // Connections that nobody takes any more are failures that were never counted as answers.
  const answered = result.answered + result.failures;
  await sender.restart();
  const arrived = (await receiver.untilQuiet(quietMs)) - before;
  // A callback may have come whose answer did not get through.
  return { answered, lost: Math.max(0, answered - arrived) };
}

async function startPeerSender(provided: Parameters<typeof startPeer>[0], callbackUrl: string): Promise<Sender> {
  const mocks: PeerMock[] = [{ kind: "notified", route, callbackUrl }];
  let peer = await startPeer(provided, mocks);
  return {
    origin: peer.origin,
    kill: () => peer.stop("SIGKILL"),
    async restart() {
      peer = await startPeer(provided, mocks);
    },
    stop: () => peer.stop(),
  };
}

async function startOurSender(callbackUrl: string): Promise<Sender> {
  const folder = await makeTemporaryFolder();
  const env = {
    ...{ AUTH_MODE: "local", WEBHOOK_ALLOW_HOSTS: new URL(callbackUrl).host, WEBHOOK_POOL_SIZE: "64" },
    ...{ PORT: String(await findFreePort()), DATA_DIR: `${folder}/data` },
  };
  const start = async () => {
    const started = await startProduct({ env });
    pin(
      findProcesses(env.DATA_DIR).map(({ pid }) => pid),
      "server",
    );
    return started;
  };
  let product = await start();
  const response = await fetch(`${product.url}/api/v1/mocks`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      id: "notified",
      http: { route: "/notified", httpMethod: "POST" },
      response: { statusCode: 200, payload: { message: "Hello from Understudy" } },
      webhooks: [{ url: callbackUrl, body: JSON.parse(notification) as unknown }],
    }),
  });
  if (!response.ok) throw new Error(`the mock was not created: ${await response.text()}`);
  return {
    origin: product.url.replace("localhost", "127.0.0.1"),
    async kill() {
      killEverything(env.DATA_DIR);
      await product.exited;
    },
    async restart() {
      product = await start();
    },
    async stop() {
      await product.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
