import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { ChildProcess } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectTo } from "../../../test/postgres.ts";
import {
  findFreePort,
  spawnResolver,
  startTestResolver,
  type TestResolver,
  waitForExit,
} from "../../../test/resolver.ts";

/** What it may take on two quiet cores; the test fails only when it is five times as much. */
const known = { loadSeconds: 10, changeMs: 150 };
const tolerance = 5;

let resolver: TestResolver;
let client: Awaited<ReturnType<typeof connectTo>>;
/** What was acknowledged so far. */
const heard: string[] = [];

beforeAll(async () => {
  resolver = await startTestResolver();
  client = await connectTo(resolver.database);
  client.on("notification", ({ payload = "" }) => heard.push(payload));
  await client.query("listen mocks_acknowledged");
});

afterAll(async () => {
  await client.end();
  await resolver.stop();
});

/** Stores mocks behind the back of those resolvers that run. */
async function insertMock(namespace: string, id: string, definition: object): Promise<void> {
  await client.query("insert into namespace (name, version) values ($1, 1) on conflict do nothing", [namespace]);
  await client.query(
    `insert into mock (namespace, id, definition, tags, template_names, changed_at) values ($1, $2, $3, '{}', '{}', 1)`,
    [namespace, id, JSON.stringify(definition)],
  );
}

const notify = (namespace: string, version: number) =>
  client.query("select pg_notify('mocks_changed', $1)", [`${namespace}:${version}`]);

/** A transaction that keeps everybody from reading mocks. */
async function lockMocks(): Promise<{ client: typeof client; release: () => Promise<void> }> {
  const locking = await connectTo(resolver.database);
  await locking.query("begin");
  await locking.query("lock table mock in access exclusive mode");
  return {
    client: locking,
    async release() {
      await locking.query("commit");
      await locking.end();
    },
  };
}

/** Resolves when a resolver acknowledges this version. */
async function acknowledged(change: string): Promise<void> {
  await expect.poll(() => heard.some((payload) => payload.endsWith(change))).toBe(true);
}

/** Resolves when somebody waits for the lock. */
async function untilBlocked(): Promise<void> {
  await expect
    .poll(async () => {
      const { rows } = await client.query("select from pg_locks where relation = 'mock'::regclass and not granted");
      return rows.length;
    })
    .toBeGreaterThan(0);
}

describe("a namespace that is not loaded yet", { timeout: 30_000 }, () => {
  it("lets its calls wait, and answers them when it is", async () => {
    await insertMock("waited-for", "m", { http: { route: "/m" }, response: { payload: "here" } });
    const lock = await lockMocks();
    await notify("waited-for", 1);
    await untilBlocked();
    const answer = resolver.call("/stubs/waited-for/m");
    await new Promise((resolve) => setTimeout(resolve, 300));
    await lock.release();
    expect(await (await answer).text()).toBe("here");
  });

  it("answers 503 when that takes more than two seconds, never 404", async () => {
    await insertMock("too-late", "m", { http: { route: "/m" }, response: { payload: "here" } });
    const lock = await lockMocks();
    await notify("too-late", 1);
    const startedAt = performance.now();
    // That it exists is heard a moment later.
    await untilBlocked();
    const answer = await resolver.call("/stubs/too-late/m");
    expect([answer.status, await answer.json()]).toMatchObject([503, { code: "unavailable" }]);
    expect(performance.now() - startedAt).toBeGreaterThan(1_900);
    await lock.release();
    await expect.poll(async () => (await resolver.call("/stubs/too-late/m")).status).toBe(200);
  });

  it("is never served as it was before a change that was heard of while it was loaded", async () => {
    await insertMock("overtaken", "changed", { http: { route: "/changed" }, response: { payload: "old" } });
    await insertMock("overtaken", "purged", { http: { route: "/purged" }, response: { payload: "old" } });
    const lock = await lockMocks();
    await notify("overtaken", 1);
    await untilBlocked();
    // It reads a snapshot of before, and hears of this while it does.
    const changed = { http: { route: "/changed" }, response: { payload: "new" } };
    const change = "update mock set definition = $1, changed_at = 2 where namespace = 'overtaken' and id = 'changed'";
    await lock.client.query(change, [JSON.stringify(changed)]);
    await lock.client.query("delete from mock where namespace = 'overtaken' and id = 'purged'");
    await lock.client.query("update namespace set version = 2 where name = 'overtaken'");
    await notify("overtaken", 2);
    // Nobody has to wait for the load to end: what is promised is that it will be served with this change.
    await acknowledged("overtaken:2");
    const answers = ["/changed", "/purged"].map((path) => resolver.call(`/stubs/overtaken${path}`));
    await lock.release();
    const [first, second] = await Promise.all(answers);
    expect([await first?.text(), second?.status]).toEqual(["new", 404]);
  });

  it("with a mock that can't be compiled serves the others", async () => {
    const headers = { authorization: "sealed.v1.no-secret-of-ours" };
    const broken = { http: { route: "/broken" }, webhooks: [{ url: "http://localhost/", headers }] };
    await insertMock("broken", "broken", broken);
    await insertMock("broken", "sound", { http: { route: "/sound" }, response: { payload: "sound" } });
    await notify("broken", 1);
    await expect.poll(async () => (await resolver.call("/stubs/broken/sound")).status).toBe(200);
    expect((await resolver.call("/stubs/broken/broken")).status).toBe(404);
  });
});

describe("100,000 mocks in one namespace", { timeout: 120_000 }, () => {
  let starting: ChildProcess;
  let port: number;
  let web: Server;

  beforeAll(async () => {
    await client.query("insert into namespace (name, version) values ('large', 1)");
    await client.query(`insert into mock (namespace, id, definition, tags, template_names, changed_at)
      select 'large', 'mock-' || n, case n % 4
          when 0 then format('{"http":{"route":"/things/%s","httpMethod":"GET"},"response":{"statusCode":200,"payload":{"id":%s,"name":"thing"}}}', n, n)
          when 1 then format('{"http":{"route":"/users/:id/things/%s","httpMethod":"GET"},"response":{"payload":{"user":"$.pathParam.id","thing":%s,"uuid":"$.fake.UUID"}}}', n, n)
          when 2 then format('{"http":{"route":"/orders/%s","httpMethod":"POST","conditions":[{"path":"$.kind","assertAction":"equals","value":"%s"},{"path":"$.amount","assertAction":"notEmpty"}]},"response":{"statusCode":201,"payload":{"amount":"$.req.amount"}}}', n / 2, n)
          else format('{"http":{"route":"/teams/:team/members/:member/%s"},"response":{"headers":{"x-thing":["%s"]},"payload":{"ok":true}}}', n, n)
        end, '{}', '{}', 1
      from generate_series(1, 100000) n`);
    await client.query("analyze mock");
    await resolver.save({ id: "small", http: { route: "/small" }, response: { payload: "before" } });
    web = createServer((_request, response) => response.end("web")).listen(0, "127.0.0.1");
    await once(web, "listening");
    port = await findFreePort();
  });

  afterAll(async () => {
    web.close();
    web.closeAllConnections();
    starting.kill("SIGTERM");
    await waitForExit(starting);
  });

  it("are loaded in time; meanwhile health, other namespaces and their changes are not held up", async () => {
    const url = (path: string) => `http://127.0.0.1:${port}${path}`;
    const startedAt = performance.now();
    const { port: webPort } = web.address() as AddressInfo;
    starting = spawnResolver(resolver.database, { PORT: String(port), WEB_ORIGIN: `http://127.0.0.1:${webPort}` });
    const loaded = once(starting, "message").then(() => performance.now());
    await expect
      .poll(
        () =>
          fetch(url("/health/live")).then(
            (answer) => answer.text(),
            () => "",
          ),
        { interval: 10, timeout: 20_000 },
      )
      .toBe("web");
    const openAt = performance.now();
    const isLoaded = await Promise.race([loaded.then(() => true), Promise.resolve(false)]);
    expect(isLoaded).toBe(false);

    const waits: number[] = [];
    let late = 0;
    const large = fetch(url("/stubs/large/things/4"));
    let loadedAt: number | undefined;
    void loaded.then((at) => (loadedAt = at));
    for (let change = 0; loadedAt === undefined; change++) {
      const changeAt = performance.now();
      const { notYetVisible } = await resolver.save({
        id: "small",
        http: { route: "/small" },
        response: { payload: `${change}` },
      });
      late += notYetVisible.length;
      const answer = await (await fetch(url("/stubs/sandbox/small"))).text();
      if (notYetVisible.length === 0) expect(answer).toBe(`${change}`);
      expect(await (await fetch(url("/health/live"))).text()).toBe("web");
      waits.push(performance.now() - changeAt);
    }
    expect([200, 503]).toContain((await large).status);
    const median = waits.toSorted((left, right) => left - right)[Math.floor(waits.length / 2)] ?? NaN;
    expect(median).toBeLessThan(known.changeMs * tolerance);
    expect(late).toBeLessThan(waits.length / 2);

    const seconds = (loadedAt - openAt) / 1000;
    process.stdout.write(
      `open after ${(openAt - startedAt).toFixed(0)} ms, 100,000 mocks loaded in ${seconds.toFixed(1)} s more; ` +
        `meanwhile a change, a call and a look at health took at most ${Math.max(...waits).toFixed(0)} ms together\n`,
    );
    expect(seconds).toBeLessThan(known.loadSeconds * tolerance);
    expect(await (await fetch(url("/stubs/large/things/100000"))).json()).toEqual({ id: 100_000, name: "thing" });
    expect(await (await fetch(url("/stubs/large/users/7/things/99997"))).json()).toMatchObject({ user: "7" });
  });
});
