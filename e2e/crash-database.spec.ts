import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { type Call, callAtRate, callMock, takeAccount } from "./crash-calls.ts";
import {
  callbackMock,
  type CrashInstallation,
  openCrashInstallation,
  saveMock,
  staticMock,
  waitUntilFinished,
} from "./crash-installation.ts";
import { createRestClient } from "./rest-client.ts";
import { findPid, findPostgres, isPostgresReady, signalProcess } from "./crash-processes.ts";

/** PostgreSQL is away, or hangs: mocks that do not need it answer, the others say 503, and nothing that was answered is lost. */
let installation: CrashInstallation;

/** Deliveries are final this long after the database is back. */
const settleMs = 15_000;
/** A static mock answers within this time while two cores do everything else. */
const atOnceMs = 1_000;
/** The limit of design 5, and what a busy machine adds. */
const unavailableAfterMs = { min: 1_800, max: 3_500 };

/** Longer than the worker waits for a statement, so that it gives up a claim that the database carries out after all. */
const claimGivenUpMs = 13_000;

test.beforeAll(async () => {
  test.setTimeout(660_000);
  installation = await openCrashInstallation({ answer: () => ({ delayMs: 50 }) });
  const product = await installation.start();
  for (const id of ["stopped", "hung"]) await saveMock(product, callbackMock(id, installation.receiver));
  await saveMock(product, staticMock);
});
test.afterAll(() => installation.end());

const stubUrl = (id: string): string => `${installation.product().url}/stubs/sandbox/${id}`;

async function expectNothingLost(id: string, calls: readonly Call[]): Promise<void> {
  const finishedMs = await waitUntilFinished(installation.product(), { timeoutMs: settleMs });
  const { lost, conflicting, ...counts } = takeAccount(calls, installation.receiver.at(`/${id}`));
  process.stdout.write(
    `${id}: ${JSON.stringify({ ...counts, lost: lost.length })}; all final after ${finishedMs} ms\n`,
  );
  expect(lost).toEqual([]);
  expect(conflicting).toEqual([]);
}

function expectAnsweredOrUnavailable(calls: readonly Call[]): void {
  for (const { status, body } of calls.filter((call) => call.status !== 200)) {
    expect(status).toBe(503);
    expect(JSON.parse(body)).toEqual({
      error: expect.any(String) as unknown,
      code: "unavailable",
      request_id: expect.any(String) as unknown,
    });
  }
}

function expectAnsweredAtOnce(calls: readonly Call[]): void {
  expect(calls.filter(({ status }) => status !== 200)).toEqual([]);
  const slowest = Math.max(...calls.map(({ startedAt, endedAt }) => endedAt - startedAt));
  process.stdout.write(`static: ${calls.length} answered, the slowest in ${Math.round(slowest)} ms\n`);
  expect(slowest).toBeLessThan(atOnceMs);
}

/** Reads of the API at an even rate, whether they are answered or not. */
function readApi({
  count,
  perSecond,
}: {
  count: number;
  perSecond: number;
}): Promise<{ status: number; code: unknown }[]> {
  const client = createRestClient(installation.product().url);
  const read = async (_: unknown, number: number): Promise<{ status: number; code: unknown }> => {
    await sleep((number * 1000) / perSecond);
    const { status, body } = await client.call("GET", "/api/v1/mocks?limit=1");
    return { status, code: body["code"] };
  };
  return Promise.all(Array.from({ length: count }, read));
}

function expectReadOrUnavailable(reads: readonly { status: number; code: unknown }[]): void {
  for (const { status, code } of reads.filter((read) => read.status !== 200))
    expect([status, code]).toEqual([503, "unavailable"]);
  process.stdout.write(`reads: ${reads.length}, ${reads.filter(({ status }) => status === 503).length} unavailable\n`);
  expect([reads.at(0)?.status, reads.at(-1)?.status]).toEqual([200, 200]);
}

test("PostgreSQL is stopped `immediate` under load, and again during its recovery", async () => {
  const { dataDir } = installation;
  const calling = Promise.all([
    callAtRate({ url: stubUrl("stopped"), name: "stopped", count: 400, perSecond: 50 }),
    callAtRate({ url: stubUrl("static"), name: "static", count: 160, perSecond: 20 }),
    readApi({ count: 80, perSecond: 10 }),
  ]);
  await sleep(1_500);
  const first = await signalProcess(dataDir, "postgres", "SIGQUIT");
  await expect.poll(() => findPid(dataDir, "postgres"), { timeout: 15_000, intervals: [5] }).not.toBe(first);
  const second = await signalProcess(dataDir, "postgres", "SIGQUIT");
  expect(second).not.toBe(first);
  await expect
    .poll(() => findPid(dataDir, "postgres") !== second && isPostgresReady(dataDir), { timeout: 15_000 })
    .toBe(true);
  const [calls, staticCalls, reads] = await calling;
  expectAnsweredAtOnce(staticCalls);
  expectReadOrUnavailable(reads);
  expectAnsweredOrUnavailable(calls);
  await expectNothingLost("stopped", calls);
  // Before, and after.
  expect(calls.at(0)?.status).toBe(200);
  expect(calls.at(-1)?.status).toBe(200);
});

test("PostgreSQL is killed while web starts: web answers when it is back", async () => {
  const { dataDir } = installation;
  const product = installation.product();
  // The last line that Next.js prints before web asks the database for its first admin.
  const countStarts = (): number => product.output().split("Running next.config.ts took").length;
  const starts = countStarts();
  await signalProcess(dataDir, "web", "SIGKILL");
  await expect.poll(countStarts, { timeout: 15_000, intervals: [10] }).toBe(starts + 1);
  const first = await signalProcess(dataDir, "postgres", "SIGKILL");
  await expect.poll(() => findPid(dataDir, "postgres"), { timeout: 15_000, intervals: [5] }).not.toBe(first);
  await signalProcess(dataDir, "postgres", "SIGKILL");
  const getHealth = async (): Promise<unknown> => (await fetch(`${product.url}/health`)).status;
  await expect.poll(() => getHealth().catch(String), { timeout: settleMs, intervals: [100] }).toBe(200);
});

test("PostgreSQL hangs: 503 after 2 s, static mocks answer at once, and all goes on when it does", async () => {
  const before = callAtRate({ url: stubUrl("hung"), name: "before", count: 50, perSecond: 50 });
  await sleep(900);
  signalPostgres("SIGSTOP");
  const [duringCalls, staticCalls] = await Promise.all([
    callAtRate({ url: stubUrl("hung"), name: "during", count: 15, perSecond: 5 }),
    callAtRate({ url: stubUrl("static"), name: "static", count: 60, perSecond: 20 }),
  ]).finally(() => signalPostgres("SIGCONT"));
  expectAnsweredAtOnce(staticCalls);
  expect(duringCalls.map(({ status }) => status)).toEqual(duringCalls.map(() => 503));
  expectAnsweredOrUnavailable(duringCalls);
  const waits = duringCalls.map(({ startedAt, endedAt }) => Math.round(endedAt - startedAt));
  process.stdout.write(`hung: 503 after ${Math.min(...waits)} to ${Math.max(...waits)} ms\n`);
  expect(Math.min(...waits)).toBeGreaterThan(unavailableAfterMs.min);
  expect(Math.max(...waits)).toBeLessThan(unavailableAfterMs.max);

  const answers = async (): Promise<unknown> => (await callMock(stubUrl("hung"), "after")).status;
  await expect.poll(answers, { timeout: 15_000 }).toBe(200);
  const calls = [...(await before), ...duringCalls];
  expectAnsweredOrUnavailable(calls);
  await expectNothingLost("hung", calls);
});

test("what the worker claims from a hung database, and gives up waiting for, is delivered all the same", async () => {
  const { receiver } = installation;
  // Refused and tried again every second, so that something is due whenever the worker looks.
  await saveMock(installation.product(), callbackMock("retried", receiver, { retryCount: 100, retryDelay: 1 }));
  await receiver.pause();
  const calls = await callAtRate({ url: stubUrl("retried"), name: "retried", count: 3, perSecond: 60 });
  expect(calls.map(({ status }) => status)).toEqual(calls.map(() => 200));
  signalPostgres("SIGSTOP");
  await sleep(claimGivenUpMs);
  signalPostgres("SIGCONT");
  await receiver.resume();
  await expectNothingLost("retried", calls);
});

function signalPostgres(signal: "SIGSTOP" | "SIGCONT"): void {
  const running = findPostgres(installation.dataDir);
  expect(running.length).toBeGreaterThan(1);
  for (const { pid } of running) process.kill(pid, signal);
}
