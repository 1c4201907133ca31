import { expect, test } from "@playwright/test";
import { connectToEmbeddedDatabase } from "../test/embedded-database.ts";
import { type MatrixActors, type Pair, prepareActors } from "./access-matrix/actors.ts";
import { issuer } from "./access-matrix/licence-things.ts";
import { procedureRows } from "./access-matrix/procedure-rows.ts";
import { restRows } from "./access-matrix/rest-rows.ts";
import { compareTrail, isTold } from "./access-matrix/left-in-trail.ts";
import { fillText, type MadeCall, type Operation, runRow } from "./access-matrix/run-row.ts";
import { password } from "./access-matrix/sign-in.ts";
import { type Product, startProduct } from "./product.ts";

/**
 * Who may do what: every operation of REST and of the dashboard, as every kind of actor, on a thing of theirs, of others and on none. The
 * table of expected statuses is in access-matrix/; a unit test of apps/web sees to it that no operation is left out.
 */
let product: Product;
let actors: MatrixActors;
/** What was called, with which answer, for the audit trail. */
const calls: MadeCall[] = [];

const operations = [...listRest(), ...listProcedures()];
const pairs: Pair[] = operations.map((_, index) => ({ own: `own-${index}`, foreign: `foreign-${index}` }));
/** Rows that are tried at once. */
const rowsAtOnce = 6;

test.beforeAll(async () => {
  test.setTimeout(600_000);
  product = await startProduct({
    env: {
      ...{ AUTH_MODE: "full", FIRST_ADMIN_PASSWORD: password, LICENSE_PUBLIC_KEY: issuer.publicKey },
      // Each call has an address of its own, by which the audit trail tells them apart.
      TRUSTED_PROXIES: "127.0.0.1,::1",
    },
  });
  actors = await prepareActors(product, pairs);
});

test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
});

// Most of its time the machine is busy: some 4,000 requests.
test.setTimeout(600_000);
test.describe.configure({ mode: "serial" });

test("every operation answers every actor as the access matrix says", async () => {
  const failures: string[] = [];
  const work = async (waiting: [number, Operation][]): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, operation] = next;
      const pair = pairs[index];
      if (pair === undefined) continue;
      const tried = await runRow(operation, actors, pair);
      failures.push(...tried.failures);
      calls.push(...tried.calls);
    }
  };
  const rows = [...operations.entries()];
  const first = rows.filter(([, { row }]) => row.isLast !== true);
  await Promise.all(Array.from({ length: rowsAtOnce }, () => work(first)));
  await work(rows.filter(([, { row }]) => row.isLast === true));
  expect(failures.sort()).toEqual([]);
});

test("each write leaves one entry in the audit trail, each denied attempt one, and reads none", async () => {
  expect(calls.length).toBeGreaterThan(3_000);
  const database = await connectToEmbeddedDatabase(product.dataDir);
  try {
    // Denied attempts are written by and by, in order: when this one is there, those before it are.
    const last = "10.255.255.255";
    const headers = { "x-forwarded-for": last };
    expect((await actors.stranger.call("DELETE", "/api/v1/namespaces/own-0", { headers })).status).toBe(404);
    await expect.poll(() => isTold(database, last)).toBe(true);
    // Backups are told of when a worker has made them.
    await expect.poll(() => compareTrail(database, calls), { timeout: 60_000 }).toEqual([]);
  } finally {
    await database.end();
  }
});

function listRest(): Operation[] {
  return Object.entries(restRows).map(([label, row]) => {
    const [method = "", path = ""] = label.split(" ");
    return {
      label,
      row,
      isRead: method === "GET",
      call: async (actor, pair, { names, body, from }) => {
        const query = row.query === undefined || path.includes("{ns}") ? "" : `?${row.query}`;
        const headers = { ...(await actor.bearer(pair)), "x-forwarded-for": from };
        return send(fillText(path + query, names), { method, headers, body });
      },
    };
  });
}

function listProcedures(): Operation[] {
  return Object.entries(procedureRows).map(([label, row]) => ({
    label,
    row,
    isRead: row.kind === "query",
    call: (actor, _pair, { body, from }) => {
      const input = { json: body ?? null };
      const headers = { ...actor.cookie, "x-forwarded-for": from };
      if (row.kind === "mutation") return send(`/api/trpc/${label}`, { method: "POST", headers, body: input });
      const query = new URLSearchParams({ input: JSON.stringify(input) }).toString();
      return send(`/api/trpc/${label}?${query}`, { method: "GET", headers, body: undefined });
    },
  }));
}

interface Sent {
  method: string;
  headers: Readonly<Record<string, string>>;
  body: unknown;
}

async function send(path: string, { method, headers, body }: Sent): Promise<{ status: number; text: string }> {
  const response = await fetch(product.url + path, {
    method,
    headers: { ...headers, ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(20_000),
  });
  // A stream does not end by itself.
  if (response.headers.get("content-type")?.startsWith("text/event-stream")) {
    await response.body?.cancel();
    return { status: response.status, text: "" };
  }
  return { status: response.status, text: await response.text() };
}
