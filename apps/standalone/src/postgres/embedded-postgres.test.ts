import { spawn, type ChildProcessByStdio } from "node:child_process";
import { readFileSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { runOnServer } from "../../../../test/postgres.ts";
import { findProcess, listProcesses, runsInFolder } from "../linux-process.ts";
import { waitUntil } from "../wait-until.ts";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "./embedded-postgres.ts";

const pinnedNode = fileURLToPath(new URL("../../../../node_modules/.bin/node", import.meta.url));
let dataDir: string;
let postgres: EmbeddedPostgres | undefined;
let told: string[] = [];

async function start(): Promise<EmbeddedPostgres> {
  told = [];
  postgres = await startEmbeddedPostgres({ dataDir, tell: (text) => told.push(text) });
  return postgres;
}

function serverPid(): number {
  return Number(readFileSync(join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n")[0]);
}

function processesInside(): number[] {
  return listProcesses().filter(
    (pid) => runsInFolder(pid, join(dataDir, "postgres")) === true && findProcess(pid)?.isZombie === false,
  );
}

const readNumber = (url: string): Promise<unknown[]> => runOnServer(url, "SELECT number FROM kept");

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "understudy-postgres-"));
  await chmod(dataDir, 0o755);
  const first = await start();
  await runOnServer(first.url, "CREATE TABLE kept AS SELECT 42 AS number");
  await first.stop();
}, 60_000);

afterEach(() => postgres?.stop());
afterAll(() => rm(dataDir, { recursive: true, force: true }));

describe("a database", { timeout: 60_000 }, () => {
  it("keeps its data, port and password from start to start, and leaves no process", async () => {
    const first = await start();
    await first.stop();
    expect(processesInside()).toEqual([]);
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await readNumber(second.url)).toEqual([{ number: 42 }]);
    expect(told).toEqual([]);
  });

  it("is UTF-8, asks for a password and listens on loopback only", async () => {
    const { url } = await start();
    expect(await runOnServer(url, "SHOW server_encoding")).toEqual([{ server_encoding: "UTF8" }]);
    expect(await runOnServer(url, "SHOW listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
    const wrong = new URL(url);
    wrong.password = "wrong";
    await expect(runOnServer(wrong.href, "SELECT 1")).rejects.toThrow("password authentication failed");
    expect((await stat(join(dataDir, "postgres.password"))).mode & 0o077).toBe(0);
  });

  it("gets a new password when the file with the old one is lost", async () => {
    await rm(join(dataDir, "postgres.password"));
    const { url } = await start();
    expect(await readNumber(url)).toEqual([{ number: 42 }]);
  });

  it("is made anew where making it was interrupted", async () => {
    const other = await mkdtemp(join(tmpdir(), "understudy-postgres-"));
    try {
      await chmod(other, 0o755);
      await mkdir(join(other, "postgres.new"));
      await writeFile(join(other, "postgres.new/PG_VERSION"), "18\n");
      postgres = await startEmbeddedPostgres({ dataDir: other, tell: (text) => told.push(text) });
      expect(await runOnServer(postgres.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
      await postgres.stop();
    } finally {
      await rm(other, { recursive: true, force: true });
    }
  });

  it("of another major version is refused and left alone", async () => {
    const file = join(dataDir, "postgres/PG_VERSION");
    const version = await readFile(file, "utf8");
    await writeFile(file, "17\n");
    try {
      await expect(start()).rejects.toThrow(/holds a database of PostgreSQL 17, this version brings 18/);
    } finally {
      await writeFile(file, version);
    }
    expect(await readNumber((await start()).url)).toEqual([{ number: 42 }]);
  });
});

describe("a server", { timeout: 60_000 }, () => {
  it("that is killed is started again with the same URL, and its data is there", async () => {
    const { url } = await start();
    process.kill(serverPid(), "SIGKILL");
    await expect.poll(() => readNumber(url).catch(() => null), { timeout: 20_000 }).toEqual([{ number: 42 }]);
    expect(told.join("\n")).toMatch(/PostgreSQL ended .*; it is started again in 250 ms/);
  });

  it("ends within 5 s when the process that started it is killed", async () => {
    const owner = await startInOtherProcess();
    owner.kill("SIGKILL");
    expect(await waitUntil(() => processesInside().length === 0, 5_000)).toBe(true);
  });

  it("that a killed start left behind is ended by the next start", async () => {
    const owner = await startInOtherProcess();
    const left = serverPid();
    killGuards();
    owner.kill("SIGKILL");
    await expect.poll(() => owner.signalCode).toBe("SIGKILL");
    expect(findProcess(left)).not.toBeNull();
    const { url } = await start();
    expect(serverPid()).not.toBe(left);
    expect(await readNumber(url)).toEqual([{ number: 42 }]);
  });
});

describe("a pid file", { timeout: 60_000 }, () => {
  const pidFile = (): string => join(dataDir, "postgres/postmaster.pid");

  /** As the server's user, for PostgreSQL takes a living process of its own user for a server. */
  async function asServerUser(
    script: string,
  ): Promise<{ pid: number; end: () => void; child: ChildProcessByStdio<null, Readable, null> }> {
    const { uid, gid } = await stat(join(dataDir, "postgres"));
    const ids = process.getuid?.() === 0 ? { uid, gid } : {};
    const child = spawn("/bin/sh", ["-c", script], { ...ids, cwd: "/", stdio: ["ignore", "pipe", "ignore"] });
    const pid = Number((await child.stdout.setEncoding("utf8")[Symbol.asyncIterator]().next()).value);
    return { pid, child, end: () => child.kill("SIGKILL") };
  }

  async function writePidFile(pid: number): Promise<void> {
    await writeFile(
      pidFile(),
      [pid, join(dataDir, "postgres"), 1_700_000_000, 5432, "", "127.0.0.1", "1 1", "ready", ""].join("\n"),
    );
  }

  it("whose pid is another program's now does not hinder a start, nor that program", async () => {
    const other = await asServerUser("echo $$; exec sleep 60");
    await writePidFile(other.pid);
    const { url } = await start();
    expect(await readNumber(url)).toEqual([{ number: 42 }]);
    expect(findProcess(other.pid)?.isZombie).toBe(false);
    other.end();
  });

  it("of a dead server that nobody has reaped yet does not hinder a start", async () => {
    const zombie = await asServerUser("sleep 0.01 & echo $!; exec sleep 60");
    await writePidFile(zombie.pid);
    await expect.poll(() => findProcess(zombie.pid)?.isZombie).toBe(true);
    // Its parent ends while the start waits, as init reaps late.
    setTimeout(zombie.end, 500);
    const { url } = await start();
    expect(await readNumber(url)).toEqual([{ number: 42 }]);
  });

  it("of a dead server that is never reaped is taken away in the end", async () => {
    const zombie = await asServerUser("sleep 0.01 & echo $!; exec sleep 60");
    await writePidFile(zombie.pid);
    await expect.poll(() => findProcess(zombie.pid)?.isZombie).toBe(true);
    const { url } = await start();
    expect(await readNumber(url)).toEqual([{ number: 42 }]);
    zombie.end();
  });
});

/** Starts the database in a process of its own, that can be killed. */
async function startInOtherProcess(): Promise<ChildProcessByStdio<null, Readable, null>> {
  const module = new URL("embedded-postgres.ts", import.meta.url).href;
  const program = `
    import { startEmbeddedPostgres } from ${JSON.stringify(module)};
    await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, tell: () => undefined });
    process.stdout.write("up\\n");`;
  const child = spawn(pinnedNode, ["--input-type=module-typescript", "--eval", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  expect((await child.stdout.setEncoding("utf8")[Symbol.asyncIterator]().next()).value).toBe("up\n");
  return child;
}

/** The shells that would end the server with its owner. */
function killGuards(): void {
  for (const pid of listProcesses()) {
    const command = readCommand(pid);
    if (command.includes("postgres-guard") && command.includes(dataDir)) process.kill(pid, "SIGKILL");
  }
}

function readCommand(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}
