import { expect, test } from "@playwright/test";
import { type Call, callAtRate, callMock, takeAccount } from "./crash-calls.ts";
import {
  callbackMock,
  createNamespace,
  type CrashInstallation,
  openCrashInstallation,
  saveMock,
  waitUntilFinished,
} from "./crash-installation.ts";
import type { ReceivedCallback } from "./receiver.ts";

/** What can't be stored fails alone: the calls of another namespace, which share its commits, know nothing of it (design 3). */
let installation: CrashInstallation;

const bodyBytesMax = 5 * 2 ** 20;
const badCalls = 10;

test.beforeAll(async () => {
  test.setTimeout(660_000);
  installation = await openCrashInstallation();
  const product = await installation.start();
  await createNamespace(product, "neighbour");
  await saveMock(product, { ...callbackMock("whole", installation.receiver, { body: "$.req" }) });
});
test.afterAll(() => installation.end());

/** Makes bad calls while another namespace makes 100 good ones, all of which must be answered and delivered. */
async function callBeside(name: string, url: string, body: Buffer): Promise<Call[]> {
  const { receiver } = installation;
  const product = installation.product();
  const good = `good-${name}`;
  await saveMock(product, { ...callbackMock(good, receiver), namespace: "neighbour" });
  const [neighbours, bad] = await Promise.all([
    callAtRate({ url: `${product.url}/stubs/neighbour/${good}`, name: good, count: 100, perSecond: 100 }),
    callSpread(url, body),
  ]);
  expect(neighbours.filter(({ status }) => status !== 200)).toEqual([]);
  await waitUntilFinished(product, { timeoutMs: 15_000, query: { namespace: "neighbour" } });
  expect(takeAccount(neighbours, receiver.at(`/${good}`))).toEqual({
    answered: 100,
    unavailable: 0,
    refused: 0,
    delivered: 100,
    duplicates: 0,
    lost: [],
    conflicting: [],
  });
  return bad;
}

/** One after the other, so that they meet many commits of the neighbour. */
async function callSpread(url: string, body: Buffer): Promise<Call[]> {
  const calls: Call[] = [];
  for (let number = 0; number < badCalls; number++) calls.push(await callMock(url, "bad", body));
  return calls;
}

const sandbox = (id: string): string => `${installation.product().url}/stubs/sandbox/${id}`;

/** What arrived at the mock that sends on the whole request; earlier tests have their own. */
async function receiveWhole(body: Buffer): Promise<ReceivedCallback[]> {
  const { receiver } = installation;
  const before = receiver.at("/whole").length;
  const calls = await callBeside(`whole-${before}`, sandbox("whole"), body);
  expect(calls.map(({ status }) => status)).toEqual(calls.map(() => 200));
  await receiver.waitFor(before + badCalls, { path: "/whole" });
  return receiver.at("/whole").slice(before);
}

test("a key of a store with a NUL: those calls alone fail, and say why", async () => {
  const { receiver } = installation;
  await saveMock(installation.product(), {
    ...callbackMock("nul", receiver),
    extract: { gStore: { "k\0": "$.req.call" } },
  });
  const calls = await callBeside("nul", sandbox("nul"), Buffer.from('{"call":"bad"}'));
  for (const { status, body } of calls) {
    expect(status).toBe(400);
    expect(JSON.parse(body)).toMatchObject({ code: "validation", error: expect.stringContaining("can't be stored") });
  }
  expect(receiver.at("/nul")).toEqual([]);
});

test("a NUL and a lone surrogate in a request are stored and sent as they came", async () => {
  const text = String.raw`{"call":"bad","nul":"\u0000","lone":"\ud800"}`;
  for (const { body } of await receiveWhole(Buffer.from(text))) expect(body.toString()).toBe(text);
});

test("invalid UTF-8 in a request is sent on as text with replacement characters", async () => {
  const bytes = Buffer.concat([
    Buffer.from('{"call":"bad","text":"'),
    Buffer.from([0xff, 0xc3, 0x28]),
    Buffer.from('"}'),
  ]);
  for (const { body } of await receiveWhole(bytes)) expect(body.toString()).toBe(bytes.toString());
});

test("a body of 5 MiB goes into a callback", async () => {
  const empty = Buffer.from('{"call":"bad","text":""}');
  const text = "x".repeat(bodyBytesMax - empty.length);
  for (const { body } of await receiveWhole(Buffer.from(`{"call":"bad","text":"${text}"}`))) {
    expect(body).toHaveLength(bodyBytesMax);
  }
});

test("a body of more than 5 MiB fails alone", async () => {
  const calls = await callBeside("too-large", sandbox("whole"), Buffer.alloc(bodyBytesMax + 1, "x"));
  process.stdout.write(`too large: ${calls.map(({ status }) => status ?? "reset").join(" ")}\n`);
  expect(calls.map(({ status }) => status)).toContain(413);
  for (const { status, body } of calls) {
    // The rest of the body is not read: a caller that only writes may see a reset instead of the answer.
    if (status === null) continue;
    expect(status).toBe(413);
    expect(JSON.parse(body)).toMatchObject({ code: "validation", error: expect.stringContaining("larger than") });
  }
});
