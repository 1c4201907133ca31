import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { encodeMessage, type HttpMessage } from "@understudy/domain";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Pool } from "../../../../packages/database/src/index.ts";
import {
  type Actor,
  closeManagement,
  deleteNamespace,
  ensureFirstAdmin,
  getLocalActor,
  type Management,
  restoreNamespace,
} from "../../../../packages/management/src/index.ts";
import { insertDeliveries, makeDelivery, openTestPool, readDeliveryRow } from "../../../../test/deliveries.ts";
import { openManagementOn } from "../../../../test/management.ts";
import { createTestDatabase } from "../../../../test/postgres.ts";
import { startTestWorker, type TestWorker } from "../../../../test/worker.ts";

/** A real worker process on a real database. */
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let management: Management;
let admin: Actor;
let pool: Pool;
let worker: TestWorker;
let server: Server;
const arrived: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openTestPool(database.url);
  management = openManagementOn(database.url);
  await ensureFirstAdmin(management, { login: "admin", password: "correct horse" });
  admin = await getLocalActor(management);
  await management.db.namespace.create({ data: { name: "shop" } });
  server = createServer((request, response) => {
    arrived.push(request.url ?? "");
    request.resume();
    response.end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  worker = await startTestWorker(database, { allowedHosts: "127.0.0.1", env: { LOG_LEVEL: "warn" } });
});

afterAll(async () => {
  expect(await worker.stop()).toBe(0);
  server.close();
  server.closeAllConnections();
  await closeManagement(management);
  await pool.end();
  await database.drop();
});

const makeDue = (namespace: string, name: string) => {
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const message: HttpMessage = {
    ...{
      kind: "http",
      version: 1,
      method: "POST",
      url: `http://${host}/${name}`,
      headers: [],
      sealedHeaders: [],
      hops: 1,
    },
  };
  const bytes = { head: Buffer.from(encodeMessage(message)), body: null };
  return makeDelivery({ namespace, target: host, message: bytes });
};

test("what a deleted namespace has to send is held while others are sent, and goes out when it is restored", async () => {
  const shop = { namespace: "shop", scope: "installation" } as const;
  await deleteNamespace(management, admin, shop);
  const held = makeDue("shop", "held");
  const other = makeDue("sandbox", "other");
  await insertDeliveries(pool, [held, other]);
  await vi.waitFor(() => expect(arrived).toEqual(["/other"]), 10_000);
  // Those of another round come after it had its turn again.
  const later = makeDue("sandbox", "later");
  await insertDeliveries(pool, [later]);
  await vi.waitFor(() => expect(arrived).toEqual(["/other", "/later"]), 10_000);
  expect(await readDeliveryRow(pool, held.id)).toMatchObject({ state: "pending", owner: null, attempts: 0 });

  await restoreNamespace(management, admin, "shop");
  await vi.waitFor(() => expect(arrived).toEqual(["/other", "/later", "/held"]), 10_000);
  await vi.waitFor(
    async () => expect(await readDeliveryRow(pool, held.id)).toMatchObject({ state: "delivered" }),
    10_000,
  );
});
