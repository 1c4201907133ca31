import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { purgeMock } from "../../../packages/management/src/index.ts";
import { spawnResolver, startTestResolver, type TestResolver } from "../../../test/resolver.ts";

let resolver: TestResolver;

beforeAll(async () => {
  resolver = await startTestResolver();
});

afterAll(async () => {
  expect(await resolver.stop()).toBe(0);
});

describe("a resolver", () => {
  it("listens on both loopback addresses", async () => {
    await resolver.save({ http: { route: "/both" }, response: { payload: "here" } });
    expect(await (await fetch(`http://[::1]:${resolver.port}/stubs/sandbox/both`)).text()).toBe("here");
  });

  it("that can't open its port says so in one line and ends", async () => {
    const { port: webPort } = resolver.web.address() as AddressInfo;
    const child = spawnResolver(resolver.database, { PORT: String(webPort) });
    const [text, code] = await Promise.all([
      child.stderr?.toArray() ?? [],
      new Promise<number | null>((resolve) => child.once("exit", resolve)),
    ]);
    expect([Buffer.concat(text as Buffer[]).toString(), code]).toEqual([
      `resolver: port ${webPort} is taken; end what listens there, or set PORT to another\n`,
      1,
    ]);
  });

  it("reconnects when the database cuts it off, and reads what it missed", async () => {
    await resolver.save({ id: "missed", http: { route: "/missed" }, response: { payload: "before" } });
    await resolver.management.db
      .$executeRaw`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike '%mocks_acknowledged%' and pid <> pg_backend_pid()`;
    await resolver.management.db
      .$executeRaw`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'idle' and pid <> pg_backend_pid()`;
    await expect
      .poll(
        () =>
          resolver.save({ id: "missed", http: { route: "/missed" }, response: { payload: "after" } }).then(
            () => "saved",
            () => "failed",
          ),
        { timeout: 10_000 },
      )
      .toBe("saved");
    await expect
      .poll(async () => (await resolver.call("/stubs/sandbox/missed")).text(), { timeout: 10_000 })
      .toBe("after");
  });

  it("forgets a mock that was purged while it was cut off", async () => {
    await resolver.save({ id: "purged", http: { route: "/purged" }, response: { payload: "still here" } });
    process.kill(resolver.pid, "SIGSTOP");
    try {
      await resolver.management.db
        .$executeRaw`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'with back as%'`;
      await purgeMock(resolver.management, resolver.admin, { namespace: "sandbox", id: "purged" });
    } finally {
      process.kill(resolver.pid, "SIGCONT");
    }
    await expect.poll(async () => (await resolver.call("/stubs/sandbox/purged")).status, { timeout: 10_000 }).toBe(404);
  });

  it("survives garbage on its port", async () => {
    const socket = connect(resolver.port, "127.0.0.1");
    socket.resume().end("NOT HTTP\r\n\r\n");
    await once(socket, "close");
    expect((await resolver.call("/stubs/sandbox/both")).status).toBe(200);
  });
});
