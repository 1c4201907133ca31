import { join } from "node:path";
import { expect } from "@playwright/test";
import { findProcesses } from "./processes.ts";
import { findFreePort, makeTemporaryFolder } from "./product.ts";

/** A place for an installation that is started several times. */
export interface Installation {
  /** To be removed after the tests. */
  folder: string;
  dataDir: string;
  env: Readonly<Record<string, string>>;
}

export async function newInstallation(): Promise<Installation> {
  const folder = await makeTemporaryFolder();
  const dataDir = join(folder, "data");
  return { folder, dataDir, env: { DATA_DIR: dataDir, PORT: String(await findFreePort()) } };
}

/** Creates or replaces a mock, as the ready message proposes; returns whether that was accepted. */
export async function createHello({ url }: { url: string }): Promise<boolean> {
  const mock = {
    id: "hello",
    http: { route: "/hello/:name", httpMethod: "GET" },
    response: { statusCode: 200, payload: { message: "Hello from Understudy" } },
  };
  const response = await fetch(`${url}/api/v1/mocks`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(mock),
    signal: AbortSignal.timeout(10_000),
  });
  await response.body?.cancel();
  return response.ok;
}

/** Calls that mock; returns its message. */
export async function readHello({ url }: { url: string }): Promise<unknown> {
  const response = await fetch(`${url}/stubs/sandbox/hello/you`, { signal: AbortSignal.timeout(10_000) });
  const body = (await response.json()) as { message?: unknown };
  return body.message;
}

/** Nothing of the installation runs any more. */
export async function expectNoProcess(dataDir: string, timeoutMs = 2_000): Promise<void> {
  await expect.poll(() => findProcesses(dataDir), { timeout: timeoutMs }).toEqual([]);
}
