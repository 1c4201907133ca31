import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { defineConfig } from "@playwright/test";
import "./e2e/check-api-calls.ts";

/** Files of the suite that needs no browser: the product's start and stop. */
const lifecycle =
  /(answers|lifecycle.*|fresh-clone|cli.*|readme|rest-.*|contract-rows|callbacks.*|crash.*|deliveries.*|mocks-lifecycle|requests|seed-examples|secrets|signatures|chaos|bench|soak)\.spec\.ts$/;

/** Files of the suites that need a real Kafka, a real RabbitMQ, or both. */
const brokers = /(kafka|rabbitmq|brokers)\.spec\.ts$/;

/** The whole API under a fuzzer: a suite of its own, because it takes minutes. */
const fuzz = /\/fuzz\.spec\.ts$/;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  // Each test may start the product, and two cores are all there is.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  // What a page shows may take a while on two busy cores; a test that waits for nothing is not slower for it.
  expect: { timeout: 15_000 },
  reporter: "list",
  projects: [
    { name: "lifecycle", testMatch: lifecycle, timeout: 180_000 },
    { name: "fuzz", testMatch: fuzz, timeout: 180_000 },
    { name: "kafka", testMatch: /\/kafka\.spec\.ts$/, timeout: 180_000 },
    { name: "rabbitmq", testMatch: /\/rabbitmq\.spec\.ts$/, timeout: 180_000 },
    { name: "brokers", testMatch: /\/brokers\.spec\.ts$/, timeout: 180_000 },
    {
      name: "browser",
      testIgnore: [lifecycle, brokers, fuzz],
      timeout: 90_000,
      use: {
        trace: "retain-on-failure",
        launchOptions: {
          executablePath: findProgram("chromium"),
          args: [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
          ],
        },
      },
    },
  ],
});

/** The browser of the system; Playwright's own would be a download. */
function findProgram(name: string): string {
  const candidates = (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, name));
  return candidates.find(isExecutable) ?? name;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
