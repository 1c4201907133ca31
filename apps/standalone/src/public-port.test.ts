import { createServer, type Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { findFreePort } from "./free-port.ts";
import { requirePublicPort } from "./public-port.ts";

let server: Server | undefined;

async function listen(port: number, host: string): Promise<void> {
  const listening = createServer();
  server = listening;
  await new Promise<void>((resolve) => listening.listen(port, host, resolve));
}

afterEach(() => new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(() => resolve()))));

describe("the public port", () => {
  it("may be any that is free, on both loopback addresses", async () => {
    await expect(requirePublicPort({ port: await findFreePort(), address: "localhost" })).resolves.toBeUndefined();
  });

  it.each(["127.0.0.1", "::1"])("that is taken on %s is named, with how to choose another", async (host) => {
    const port = await findFreePort();
    await listen(port, host);
    await expect(requirePublicPort({ port, address: "localhost" })).rejects.toThrow(
      `port ${port} is taken on ${host}; choose another with PORT, for instance: PORT=5780 npm start`,
    );
  });

  it("on an address that this machine does not have is refused", async () => {
    const port = await findFreePort();
    await expect(requirePublicPort({ port, address: "192.0.2.1" })).rejects.toThrow("HTTP_BIND_ADDR 192.0.2.1");
  });
});

describe("a free port", () => {
  it("is the preferred one if that is free, else another", async () => {
    const port = await findFreePort();
    expect(await findFreePort(port)).toBe(port);
    await listen(port, "127.0.0.1");
    expect(await findFreePort(port)).not.toBe(port);
  });
});
