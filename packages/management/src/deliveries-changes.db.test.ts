import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { decodeMessage, encodeMessage, type Message } from "@understudy/domain";
import { hearWakes } from "../../../test/heard-wakes.ts";
import type { DeliveryFilter, NewDelivery, Pool } from "../../database/src/index.ts";
import { insertDeliveries, makeDelivery, openTestPool, readDeliveryRow } from "../../../test/deliveries.ts";
import { openManagementOn } from "../../../test/management.ts";
import { createTestDatabase } from "../../../test/postgres.ts";
import {
  type Actor,
  changeDeliveries,
  closeManagement,
  countChangeable,
  ensureFirstAdmin,
  getLocalActor,
  type Management,
  redeliverElsewhere,
} from "./index.ts";

/** Many deliveries at once, and one to another target. */
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let management: Management;
let admin: Actor;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openTestPool(database.url);
  management = openManagementOn(database.url);
  await ensureFirstAdmin(management, { login: "admin", password: "correct horse" });
  admin = await getLocalActor(management);
  await management.db.namespace.create({ data: { name: "other" } });
});

beforeEach(() => pool.query("truncate delivery, delivery_plan, message, attempt"));

afterAll(async () => {
  await closeManagement(management);
  await pool.end();
  await database.drop();
});

async function insert(count: number, given: Partial<NewDelivery> = {}): Promise<string[]> {
  const deliveries = Array.from({ length: count }, () => makeDelivery({ dueInMs: 60_000, ...given }));
  await insertDeliveries(pool, deliveries);
  return deliveries.map(({ id }) => id);
}

const filterOf = (filter: Partial<DeliveryFilter> = {}): DeliveryFilter => ({ namespace: "sandbox", ...filter });

/** Goes on until all is done; returns how many each batch changed, and what was left after it. */
async function changeAll(change: "cancel" | "redeliver", filter: DeliveryFilter, limit: number): Promise<number[][]> {
  const batches: number[][] = [];
  let cursor: string | undefined;
  do {
    const progress = await changeDeliveries(management, admin, { change, filter, cursor, limit });
    batches.push([progress.changed, progress.remaining]);
    cursor = progress.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return batches;
}

async function countStates(): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ name: string; count: number }>(
    "select namespace || ' ' || mock_id || ' ' || state as name, count(*)::int from delivery group by 1",
  );
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
}

describe("cancelling many", () => {
  it("counts first, then ends them in batches, and nothing else", async () => {
    await insert(25);
    await insert(3, { mockId: "kept" });
    await insert(4, { namespace: "other" });
    await insert(2, { state: "failed" });
    const query = { change: "cancel", filter: filterOf({ mockId: "mock" }), cursor: undefined } as const;
    expect(await countChangeable(management, admin, query)).toEqual({ remaining: 25, isRemainingCut: false });
    expect((await countStates())["sandbox mock pending"]).toBe(25);
    expect(await changeAll("cancel", query.filter, 10)).toEqual([
      [10, 15],
      [10, 5],
      [5, 0],
    ]);
    expect(await countStates()).toEqual({
      "sandbox mock cancelled": 25,
      "sandbox mock failed": 2,
      "sandbox kept pending": 3,
      "other mock pending": 4,
    });
  });

  it("lets go on what waits for one of them, after its own delay, and wakes the workers", async () => {
    const [first = ""] = await insert(1, { mockId: "first" });
    const [second = ""] = await insert(1, { mockId: "second", state: "waiting", afterId: first, delayMs: 30_000 });
    const wakes = await hearWakes(database.url);
    expect(await changeAll("cancel", filterOf({ mockId: "first" }), 10)).toEqual([[1, 0]]);
    expect(await wakes.count()).toBe(1);
    await wakes.close();
    const row = await readDeliveryRow(pool, second);
    expect(row).toMatchObject({ state: "pending", is_due: false });
    expect((row["due_at"] as Date).getTime() - Date.now()).toBeLessThanOrEqual(30_000);
  });

  it("of one chain ends all of it", async () => {
    const [first = ""] = await insert(1);
    await insert(1, { state: "waiting", afterId: first });
    expect(await changeAll("cancel", filterOf(), 10)).toEqual([[2, 0]]);
    expect(await countStates()).toEqual({ "sandbox mock cancelled": 2 });
  });

  it("of a final state finds nothing", async () => {
    await insert(3, { state: "failed" });
    expect(await changeAll("cancel", filterOf({ state: "failed" }), 10)).toEqual([[0, 0]]);
  });
});

describe("redelivering many", () => {
  it("opens each once, with its policy anew, and passes over what has nothing to send", async () => {
    const ids = await insert(12, { state: "failed" });
    await insert(2, { state: "failed", stateReason: "render: no", message: null });
    const [cancelled] = await insert(1, { state: "skipped", message: null });
    await pool.query("update delivery set state = 'cancelled' where id = $1", [cancelled]);
    await insert(1, { state: "skipped" });
    const query = { change: "redeliver", filter: filterOf({ state: "failed" }), cursor: undefined } as const;
    expect(await countChangeable(management, admin, query)).toMatchObject({ remaining: 12 });
    expect(await changeAll("redeliver", query.filter, 5)).toEqual([
      [5, 7],
      [5, 2],
      [2, 0],
    ]);
    for (const id of ids) expect(await readDeliveryRow(pool, id)).toMatchObject({ state: "pending", is_due: true });
    // One without a message is in a state for it, but can't be sent; one that was skipped is not to be.
    expect(await changeAll("redeliver", filterOf(), 5)).toEqual([[0, 0]]);
    expect(await countStates()).toMatchObject({ "sandbox mock skipped": 1, "sandbox mock cancelled": 1 });
  });

  it("leaves alone what has failed again meanwhile: it is behind the cursor", async () => {
    await insert(4, { state: "failed" });
    const query = { change: "redeliver", filter: filterOf(), limit: 2 } as const;
    const first = await changeDeliveries(management, admin, { ...query, cursor: undefined });
    await pool.query("update delivery set state = 'failed' where state = 'pending'");
    const second = await changeDeliveries(management, admin, { ...query, cursor: first.nextCursor ?? undefined });
    expect([first.changed, second.changed, second.nextCursor]).toEqual([2, 2, null]);
  });
});

describe("who may not", () => {
  const actorWith = (role: "viewer" | "editor"): Actor => ({
    ...admin,
    systemRole: "user",
    roles: new Map([["sandbox", role]]),
  });

  it("gets 403 as a viewer, 404 where nothing may be seen, and changes nothing", async () => {
    await insert(2);
    await insert(2, { namespace: "other" });
    const change = (actor: Actor, namespace: string): Promise<unknown> =>
      changeDeliveries(management, actor, { change: "cancel", filter: { namespace }, cursor: undefined, limit: 10 });
    await expect(change(actorWith("viewer"), "sandbox")).rejects.toMatchObject({ code: "forbidden" });
    await expect(change(actorWith("editor"), "other")).rejects.toMatchObject({ code: "not_found" });
    await expect(change(admin, "nowhere")).rejects.toMatchObject({ code: "not_found" });
    const query = { change: "cancel", filter: { namespace: "sandbox" }, cursor: undefined } as const;
    await expect(countChangeable(management, actorWith("viewer"), query)).rejects.toMatchObject({ code: "forbidden" });
    expect(await countStates()).toEqual({ "sandbox mock pending": 2, "other mock pending": 2 });
  });
});

describe("redelivering to another target", () => {
  const message = (): Message => ({
    ...{ kind: "http", version: 1, method: "PUT", url: "http://old/", hops: 3 },
    headers: [
      ["Authorization", management.sealing.seal("Bearer planted")],
      ["X-Open", "seen"],
    ],
    sealedHeaders: ["authorization"],
  });
  const head = (): Buffer => Buffer.from(encodeMessage(message()));

  it.each([
    ["http://new:81/hook", "new:81", 0],
    ["http://localhost:5770/stubs/sandbox/inbox", "own", 3],
  ])("makes a delivery of its own, to %s", async (url, target, ownPool) => {
    const [ofId = ""] = await insert(1, { state: "failed", message: { head: head(), body: Buffer.from("body") } });
    const made = await redeliverElsewhere(management, admin, { id: ofId, target: { url } });
    expect(made).toMatchObject({ redeliveryOf: ofId, destination: url, state: "pending", attempts: 0, attemptsMax: 3 });
    expect(made.id).not.toBe(ofId);
    const row = await readDeliveryRow(pool, made.id);
    expect(row).toMatchObject({ target, pool: ownPool, is_due: true, is_synchronous: false, request_id: "request" });
    const { rows } = await pool.query<{ head: Buffer; body: Buffer }>(
      "select head, body from message where delivery_id = $1",
      [made.id],
    );
    expect(decodeMessage(String(rows[0]?.head))).toEqual({
      ...message(),
      url,
      headers: [["X-Open", "seen"]],
      sealedHeaders: [],
    });
    expect(String(rows[0]?.body)).toBe("body");
    // The old one stays what it was.
    expect(await readDeliveryRow(pool, ofId)).toMatchObject({ state: "failed", redelivery_of: null });
  });

  it("is refused where nothing was rendered, for a target of another kind, and to viewers", async () => {
    const [unrendered = ""] = await insert(1, { state: "failed", message: null });
    const [rendered = ""] = await insert(1, { message: { head: head(), body: null } });
    const viewer: Actor = { ...admin, systemRole: "user", roles: new Map([["sandbox", "viewer"]]) };
    const [skipped = ""] = await insert(1, {
      mockId: "skipped",
      state: "skipped",
      message: { head: head(), body: null },
    });
    const to = (id: string, actor = admin, target: object = { url: "http://new/" }): Promise<unknown> =>
      redeliverElsewhere(management, actor, { id, target });
    await expect(to(unrendered)).rejects.toMatchObject({ code: "conflict" });
    await expect(to(skipped)).rejects.toMatchObject({ code: "conflict" });
    await expect(to(rendered, admin, { kafkaBrokers: "k" })).rejects.toMatchObject({
      code: "validation",
      problems: [{ path: "$.kafkaBrokers" }],
    });
    await expect(to(rendered, viewer)).rejects.toMatchObject({ code: "forbidden" });
    expect(await countStates()).toEqual({
      ...{ "sandbox mock failed": 1, "sandbox mock pending": 1, "sandbox skipped skipped": 1 },
    });
  });
});
