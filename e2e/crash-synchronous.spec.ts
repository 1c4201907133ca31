import { expect, test } from "@playwright/test";
import { callMock } from "./crash-calls.ts";
import {
  callbackMock,
  type CrashInstallation,
  listDeliveries,
  openCrashInstallation,
  saveMock,
  waitUntilFinished,
} from "./crash-installation.ts";
import { signalProcess } from "./crash-processes.ts";

let installation: CrashInstallation;

test.beforeAll(async () => {
  test.setTimeout(660_000);
  installation = await openCrashInstallation({ answer: (_callback, nth) => (nth === 0 ? "hang" : {}) });
  await installation.start();
});
test.afterAll(() => installation.end());

test("the worker is killed during a synchronous callback: its successor delivers it, and only then the caller has the answer", async () => {
  const { dataDir, receiver } = installation;
  const product = installation.product();
  await saveMock(product, callbackMock("synchronous", receiver, { async: false, timeout: 30 }));
  let isAnswered = false;
  const calling = callMock(`${product.url}/stubs/sandbox/synchronous`, "first").finally(() => (isAnswered = true));
  const [held] = await receiver.waitFor(1);
  expect(isAnswered).toBe(false);
  await signalProcess(dataDir, "worker", "SIGKILL");
  const killedAt = performance.now();

  const call = await calling;
  expect(call).toMatchObject({ status: 200, body: '{"ok":true}' });
  const [, again, ...others] = receiver.received;
  expect(others).toEqual([]);
  expect(again).toMatchObject({ webhookId: held?.webhookId, body: held?.body });
  expect(again?.receivedAt).toBeLessThan(call.endedAt);
  process.stdout.write(`synchronous: answered ${Math.round(call.endedAt - killedAt)} ms after the worker was killed\n`);
  expect(call.endedAt - killedAt).toBeLessThan(15_000);

  await waitUntilFinished(product, { timeoutMs: 5_000 });
  expect(await listDeliveries(product, { mockId: "synchronous" })).toMatchObject([{ state: "delivered", attempts: 1 }]);
});
