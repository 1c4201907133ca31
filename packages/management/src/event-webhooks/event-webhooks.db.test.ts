import { randomUUID } from "node:crypto";
import {
  AdminWebhookInputSchema,
  AppError,
  type EventWebhook,
  eventWebhooksMax,
  installationScope,
  NamespaceWebhookInputSchema,
  secretMask,
} from "@understudy/domain";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { openTestManagement, type TestManagement } from "../../../../test/management.ts";
import { deleteNamespace } from "../namespaces/delete-namespace.ts";
import { deleteEventWebhook } from "./delete-event-webhook.ts";
import { disableFailingWebhooks } from "./disable-failing-webhooks.ts";
import { listEventWebhooks } from "./list-event-webhooks.ts";
import { saveEventWebhooks } from "./save-event-webhook.ts";
import { setEventWebhookEnabled } from "./set-event-webhook-enabled.ts";
import { testEventWebhook } from "./test-event-webhook.ts";

let test: TestManagement;
const scope = "sandbox";
const dayMs = 86_400_000;

beforeAll(async () => (test = await openTestManagement()));
afterAll(() => test.close());
beforeEach(async () => {
  const { db } = test.management;
  await db.attempt.deleteMany();
  await db.message.deleteMany();
  await db.delivery.deleteMany();
  await db.eventWebhook.deleteMany();
});

async function save(input: object = {}): Promise<EventWebhook> {
  const { management, admin } = test;
  const parsed = NamespaceWebhookInputSchema.parse({
    operation: "mock.create",
    url: "https://hooks.example/a",
    ...input,
  });
  const [webhook] = await saveEventWebhooks(management, admin, { scope, input: parsed });
  if (webhook === undefined) throw new Error("nothing was saved");
  return webhook;
}

const readDeliveries = () =>
  test.management.db.delivery.findMany({
    orderBy: { id: "asc" },
    select: { state: true, stateReason: true, webhookId: true },
  });

it("sends nothing for one that is disabled, deleted, or asks for something unknown", async () => {
  const { management, admin } = test;
  await save({ enabled: false });
  const { id } = await save();
  await deleteEventWebhook(management, admin, { scope, id });
  await save({ operation: undefined, events: ["mock.exploded"] });
  await test.save("unheard");
  expect(await readDeliveries()).toEqual([]);
});

it("makes one delivery for each of several that ask for the same", async () => {
  const [one, two] = [await save(), await save({ url: "https://hooks.example/b" })];
  await test.save("heard");
  const pending = { state: "pending", stateReason: null };
  expect(await readDeliveries()).toEqual([
    { ...pending, webhookId: one.id },
    { ...pending, webhookId: two.id },
  ]);
});

it("changes all the same when the quota is used up: what goes beyond is skipped, and says so", async () => {
  const { db } = test.management;
  await db.namespace.update({ where: { name: scope }, data: { deliveriesPendingMax: 1 } });
  await save();
  await test.save("q1");
  await test.save("q2");
  await db.namespace.update({
    where: { name: scope },
    data: { deliveriesPendingMax: 100_000, deliveriesPerMinuteMax: 2 },
  });
  await test.save("q3");
  await db.namespace.update({ where: { name: scope }, data: { deliveriesPerMinuteMax: null } });
  expect((await readDeliveries()).map(({ state, stateReason }) => `${state}: ${stateReason ?? ""}`)).toEqual([
    "pending: ",
    expect.stringContaining("skipped: quota: there may be 1 deliveries"),
    expect.stringContaining("skipped: quota: 2 deliveries a minute"),
  ]);
  expect(await db.mock.count({ where: { id: { in: ["q1", "q2", "q3"] }, closedAt: null } })).toBe(3);
});

it("changes all the same when a message can't be made: the delivery has failed", async () => {
  const { id } = await save({ headers: { Authorization: "secret" } });
  // As after a restore without the key that sealed it.
  const callback = JSON.stringify({ url: "https://hooks.example/", headers: { Authorization: "not sealed" } });
  await test.management.db.eventWebhook.updateMany({ where: { id }, data: { callback } });
  await test.save("unrendered");
  expect(await readDeliveries()).toMatchObject([
    { state: "failed", stateReason: expect.stringMatching(/^render: /) as unknown },
  ]);
});

it("keeps secrets sealed, and shows none in reads, the audit trail and what is stored", async () => {
  const { management, admin } = test;
  const secrets = { headers: { Authorization: "Bearer t0k3n" }, sign: { scheme: "github", secret: "s3cret" } };
  const { id, callback } = await save(secrets);
  expect(callback).toMatchObject({ headers: { Authorization: secretMask }, sign: { secret: secretMask } });
  const listed = JSON.stringify(await listEventWebhooks(management, admin, scope));
  const stored = await management.db.eventWebhook.findFirst({ where: { id } });
  const entries = await management.db.auditEntry.findMany({ where: { resourceId: id } });
  expect(entries.map(({ operation }) => operation)).toEqual(["webhook.create"]);
  await test.save("secretive");
  const messages = await management.db.message.findMany();
  const heads = messages.map(({ head }) => Buffer.from(head).toString());
  for (const text of [listed, JSON.stringify(stored), JSON.stringify(entries), ...heads]) {
    expect(text).not.toMatch(/t0k3n|s3cret/);
  }
});

it("holds at most so many in a namespace", async () => {
  const { management, admin } = test;
  const rows = Array.from({ length: eventWebhooksMax - 1 }, (_, index) => ({
    ...{ namespaceName: scope, id: `w${index}`, operation: "mock.create", callback: "{}", enabled: false },
  }));
  await management.db.eventWebhook.createMany({ data: rows });
  const input = NamespaceWebhookInputSchema.parse({
    url: "https://hooks.example/",
    events: ["mock.create", "mock.delete"],
  });
  await expect(saveEventWebhooks(management, admin, { scope, input })).rejects.toThrow(AppError);
  await save();
  await expect(save()).rejects.toThrow(`at most ${eventWebhooksMax}`);
  // Replacing one is no more of them.
  await save({ id: "w1" });
});

/** A delivery of a webhook that was tried then. */
async function addAttempt(webhook: EventWebhook, at: Date, isDelivered: boolean): Promise<void> {
  const { db } = test.management;
  const id = randomUUID();
  const key = { namespaceName: webhook.namespace, deliveryId: id };
  await db.delivery.create({
    data: {
      ...{
        namespaceName: webhook.namespace,
        id,
        state: isDelivered ? "delivered" : "pending",
        target: "hooks.example",
      },
      ...{ dueAt: at, createdAt: at, attempts: 1, attemptsMax: 9, retryDelayMs: 1, timeoutMs: 1 },
      ...{ callbackIndex: 0, callbackType: "http", webhookId: webhook.id, operation: webhook.operation },
    },
  });
  await db.attempt.create({ data: { ...key, number: 1, startedAt: at, durationMs: 1, isDelivered } });
}

it("disables one that failed for five days without a success, once, and tells no webhook of it", async () => {
  const { management } = test;
  const now = new Date();
  const ago = (days: number): Date => new Date(now.getTime() - days * dayMs);
  const [failing, recovered, young] = [await save(), await save(), await save()];
  await management.db.eventWebhook.updateMany({ data: { watchedFrom: ago(30) } });
  for (const webhook of [failing, recovered]) await addAttempt(webhook, ago(5.1), false);
  await addAttempt(recovered, ago(1), true);
  await addAttempt(recovered, ago(0.5), false);
  await addAttempt(young, ago(4.9), false);
  await addAttempt(failing, ago(7), true);
  const disabled = await disableFailingWebhooks(management, now);
  expect(disabled.map(({ id }) => id)).toEqual([failing.id]);
  expect(await disableFailingWebhooks(management, now)).toEqual([]);
  const rows = new Map((await listEventWebhooks(management, test.admin, scope)).map((row) => [row.id, row]));
  expect(rows.get(failing.id)).toMatchObject({
    enabled: false,
    disabledReason: `it failed for 5 days: nothing arrived since ${ago(5.1).toISOString()}`,
  });
  expect(rows.get(recovered.id)).toMatchObject({ enabled: true, failingSince: ago(0.5) });
  expect(rows.get(young.id)).toMatchObject({ enabled: true, failingSince: ago(4.9) });
  const entries = await management.db.auditEntry.findMany({ where: { operation: "webhook.disable" } });
  expect(entries).toMatchObject([
    { resourceId: failing.id, namespaceName: scope, authorKind: "job", authorName: "watch_event_webhooks" },
  ]);
  expect(await management.db.delivery.count({ where: { createdAt: { gt: now } } })).toBe(0);
  await test.save("after");
  const told = await management.db.delivery.findMany({ where: { createdAt: { gt: now } } });
  expect(told.map(({ webhookId }) => webhookId).toSorted()).toEqual([recovered.id, young.id].toSorted());
  // The past counts no more for one that is enabled again.
  await setEventWebhookEnabled(management, test.admin, { scope, id: failing.id, enabled: true });
  expect(await disableFailingWebhooks(management, new Date())).toEqual([]);
});

it("counts from the first failure that it saw, also when that is kept no longer, and not what is held", async () => {
  const { management, admin } = test;
  const now = new Date();
  const webhook = await save();
  await management.db.eventWebhook.updateMany({ data: { watchedFrom: new Date(now.getTime() - 9 * dayMs) } });
  await addAttempt(webhook, new Date(now.getTime() - 6 * dayMs), false);
  expect(await disableFailingWebhooks(management, new Date(now.getTime() - 2 * dayMs))).toEqual([]);
  await management.db.attempt.deleteMany();
  await management.db.delivery.deleteMany();
  await test.createNamespace("held");
  const input = NamespaceWebhookInputSchema.parse({ operation: "mock.create", url: "https://hooks.example/" });
  const [held] = await saveEventWebhooks(management, admin, { scope: "held", input });
  if (held === undefined) throw new Error("nothing was saved");
  await management.db.eventWebhook.updateMany({ where: { id: held.id }, data: { watchedFrom: new Date(0) } });
  await addAttempt(held, new Date(now.getTime() - 6 * dayMs), false);
  await deleteNamespace(management, admin, { namespace: "held", scope: "namespace" });
  expect((await disableFailingWebhooks(management, now)).map(({ id }) => id)).toEqual([webhook.id]);
});

it("tests one of the installation with an event that says so, be it disabled", async () => {
  const { management, admin } = test;
  const input = AdminWebhookInputSchema.parse({ operation: "job.run", url: "https://hooks.example/", enabled: false });
  const [webhook] = await saveEventWebhooks(management, admin, { scope: installationScope, input });
  const { deliveryId } = await testEventWebhook(management, admin, { scope: installationScope, id: webhook?.id ?? "" });
  const message = await management.db.message.findFirst({ where: { deliveryId } });
  expect(JSON.parse(Buffer.from(message?.body ?? []).toString())).toMatchObject({
    ...{ operation: "job.run", test: true, namespace: null, resource: { type: "webhook", id: webhook?.id } },
    actor: { kind: "user", id: admin.userId, name: "admin" },
  });
});
