import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { type Call, callMock, callOf } from "./crash-calls.ts";
import {
  callbackMock,
  type CrashInstallation,
  listDeliveries,
  openCrashInstallation,
  saveMock,
  waitUntilFinished,
} from "./crash-installation.ts";
import type { ReceivedCallback } from "./receiver.ts";

/** A process dies without warning at a named moment, once, and is started again: what must hold after it. */
let installation: CrashInstallation;

/** The sweep of the worker finds within this time what nobody told it of; a process is up again by then. */
const foundMs = 10_000;

test.beforeAll(async () => {
  test.setTimeout(660_000);
  installation = await openCrashInstallation();
  await installation.start();
});
test.afterAll(() => installation.end());

/** Calls a mock of its own with the failpoint on; returns when the process has died. */
async function callAt(failpoint: string): Promise<Call> {
  await saveMock(installation.product(), callbackMock(failpoint, installation.receiver));
  await writeFile(installation.failpointFile, failpoint);
  const call = await callMock(urlOf(failpoint), "first");
  await expect.poll(() => existsSync(installation.failpointFile), { timeout: 5_000 }).toBe(false);
  return call;
}

/** Calls it again until it answers, and waits until nothing is left to do: what has not come by now does not come. */
async function settle(failpoint: string): Promise<ReceivedCallback[]> {
  const answers = async (): Promise<unknown> => (await callMock(urlOf(failpoint), "second")).status;
  await expect.poll(answers, { timeout: 15_000 }).toBe(200);
  await waitUntilFinished(installation.product(), { timeoutMs: 15_000 });
  return receivedFor(failpoint, "first");
}

const urlOf = (failpoint: string): string => `${installation.product().url}/stubs/sandbox/${failpoint}`;

function receivedFor(failpoint: string, call: string): ReceivedCallback[] {
  return installation.receiver.at(`/${failpoint}`).filter((callback) => callOf(callback) === call);
}

async function listStates(failpoint: string): Promise<object[]> {
  const deliveries = await listDeliveries(installation.product(), { mockId: failpoint });
  return deliveries.map(({ state, attempts }) => ({ state, attempts })).reverse();
}

const deliveredOnce = { state: "delivered", attempts: 1 };

for (const failpoint of ["after-match", "before-commit"]) {
  test(`${failpoint}: the caller sees a reset, and nothing is enqueued`, async () => {
    const call = await callAt(failpoint);
    expect(call.status).toBeNull();
    expect(await settle(failpoint)).toEqual([]);
    // Of the second call.
    expect(await listStates(failpoint)).toEqual([deliveredOnce]);
  });
}

test("after-commit: delivered, although the caller got no answer", async () => {
  const call = await callAt("after-commit");
  expect(call.status).toBeNull();
  await expect.poll(() => receivedFor("after-commit", "first").length, { timeout: foundMs }).toBe(1);
  expect(await settle("after-commit")).toHaveLength(1);
  expect(await listStates("after-commit")).toEqual([deliveredOnce, deliveredOnce]);
});

test("after-answer: delivered, although nobody told the worker", async () => {
  const call = await callAt("after-answer");
  expect(call).toMatchObject({ status: 200, body: '{"ok":true}' });
  await expect.poll(() => receivedFor("after-answer", "first").length, { timeout: foundMs }).toBe(1);
  expect(await settle("after-answer")).toHaveLength(1);
  expect(await listStates("after-answer")).toEqual([deliveredOnce, deliveredOnce]);
});

test("after-send: delivered once more, with the same id and the same bytes", async () => {
  const call = await callAt("after-send");
  expect(call.status).toBe(200);
  await expect.poll(() => receivedFor("after-send", "first").length, { timeout: foundMs }).toBe(2);
  const [sent, again, ...others] = await settle("after-send");
  expect(others).toEqual([]);
  expect(sent?.webhookId).toMatch(/\w/);
  expect(again).toMatchObject({ webhookId: sent?.webhookId, method: sent?.method, path: sent?.path, body: sent?.body });
  expect(await listStates("after-send")).toEqual([deliveredOnce, deliveredOnce]);
});

test("after-record: delivered exactly once", async () => {
  const call = await callAt("after-record");
  expect(call.status).toBe(200);
  expect(await settle("after-record")).toHaveLength(1);
  expect(await listStates("after-record")).toEqual([deliveredOnce, deliveredOnce]);
});
