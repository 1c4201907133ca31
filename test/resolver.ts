import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { fileURLToPath } from "node:url";
import { MockInputSchema } from "@understudy/domain";
import {
  type Actor,
  closeManagement,
  ensureFirstAdmin,
  getLocalActor,
  type Management,
  saveMock,
} from "../packages/management/src/index.ts";
import { openManagementOn } from "./management.ts";
import { createTestDatabase, type TestDatabase, testSecretKey } from "./postgres.ts";

/** What the stand-in for `web` does with a request. */
export type WebAnswer = (request: IncomingMessage, body: Buffer, response: ServerResponse) => void;

/** A real resolver process on a real database, beside a stand-in for `web` that shows what it was sent. */
export interface TestResolver {
  port: number;
  pid: number;
  database: TestDatabase;
  management: Management;
  admin: Actor;
  web: Server;
  /** Exchanges what the stand-in does; without an argument it is what it was at first. */
  answerWith: (answer?: WebAnswer) => void;
  save: (input: object) => ReturnType<typeof saveMock>;
  call: (path: string, init?: RequestInit) => Promise<Response>;
  /** Resolves with the exit code of the process; once, however often it is called. */
  stop: () => Promise<number | null>;
}

const echo: WebAnswer = (request, body, response) => {
  response.writeHead(200, { "content-type": "application/json", connection: "x-own", "x-own": "hop", "x-kept": "yes" });
  const { method, url, headers } = request;
  response.end(JSON.stringify({ method, url, headers, bodyBytes: body.length }));
};

export async function startTestResolver(env: Record<string, string> = {}): Promise<TestResolver> {
  const database = await createTestDatabase();
  const management = openManagementOn(database.url);
  await ensureFirstAdmin(management, { login: "admin", password: "a good password" });
  const admin = await getLocalActor(management);
  let answer = echo;
  const web = await startWeb((request, body, response) => answer(request, body, response));
  const port = await findFreePort();
  const { port: webPort } = web.address() as AddressInfo;
  const child = spawnResolver(database, { PORT: String(port), WEB_ORIGIN: `http://127.0.0.1:${webPort}`, ...env });
  await once(child, "message");
  const stop = async (): Promise<number | null> => {
    child.kill("SIGTERM");
    const code = await waitForExit(child);
    web.close();
    web.closeAllConnections();
    await closeManagement(management);
    await database.drop();
    return code;
  };
  let stopped: Promise<number | null> | undefined;
  return {
    port,
    pid: child.pid ?? 0,
    database,
    management,
    admin,
    web,
    answerWith: (given = echo) => {
      answer = given;
    },
    save: (input) => saveMock(management, admin, { input: MockInputSchema.parse(input), namespace: "sandbox" }),
    call: (path, init) => fetch(`http://127.0.0.1:${port}${path}`, init),
    stop: () => (stopped ??= stop()),
  };
}

/** The exit code; null when a signal ended it. */
export async function waitForExit(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return child.exitCode;
}

/** Another resolver process on the database of the first; resolves when it serves. */
export async function startSecondResolver(first: TestResolver): Promise<{ port: number; child: ChildProcess }> {
  const port = await findFreePort();
  const { port: webPort } = first.web.address() as AddressInfo;
  const child = spawnResolver(first.database, { PORT: String(port), WEB_ORIGIN: `http://127.0.0.1:${webPort}` });
  await once(child, "message");
  return { port, child };
}

/** Starts the process and waits for nothing. */
export function spawnResolver(database: TestDatabase, env: Record<string, string>): ChildProcess {
  const main = fileURLToPath(new URL("../apps/resolver/src/main.ts", import.meta.url));
  return spawn(process.execPath, [main], {
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    env: { ...process.env, DATABASE_URL: database.url, SECRET_KEY: testSecretKey, ...env },
  });
}

async function startWeb(answer: WebAnswer): Promise<Server> {
  const web = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => answer(request, Buffer.concat(chunks), response));
  });
  web.listen(0, "127.0.0.1");
  await once(web, "listening");
  return web;
}

export async function findFreePort(): Promise<number> {
  const server = createTcpServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
