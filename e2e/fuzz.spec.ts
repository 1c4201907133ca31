import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import type { ApiDocument } from "../test/api-document.ts";
import { provideSchemathesis } from "../test/fuzzer/provide-schemathesis.ts";
import { type Product, startProduct } from "./product.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** The whole API, called with what its document allows and with what it does not, by Schemathesis. */
const password = "correct horse battery staple";
const fuzzerFolder = fileURLToPath(new URL("../test/fuzzer/", import.meta.url));
/** What is drawn by it is the same in each run; another one is tried by hand: FUZZ_SEED=7. */
const seed = process.env["FUZZ_SEED"] ?? "20261127";
/**
 * Each has its own time, lest one leaves none for the next. The first goes through all operations and ends by itself: its time is that of
 * a slow machine. The others draw for as long as they may.
 */
const runs = [
  { phases: "examples,coverage", maxSeconds: 400 },
  { phases: "fuzzing", maxSeconds: 75 },
  { phases: "stateful", maxSeconds: 60 },
];

/** Never called: one has no end, the others end the session that the fuzzer lives by. */
const excluded = /^(followEvents|logout|logoutEverywhere|signOut)$/;

const checks = [
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_schema_conformance",
  "negative_data_rejection",
  "use_after_free",
  "ignored_auth",
];

let product: Product;
let client: RestClient;
let protectedIds: string[];

test.beforeAll(async () => {
  test.setTimeout(660_000);
  product = await startProduct({ env: { AUTH_MODE: "full", FIRST_ADMIN_PASSWORD: password } });
  const anonymous = createRestClient(product.url);
  const login = await anonymous.call("POST", "/api/v1/auth/login", { body: { login: "admin", password } });
  const session = createRestClient(product.url, String(login.body["token"]));
  const made = await session.call("POST", "/api/v1/auth/tokens", { body: { name: "fuzzer" } });
  client = createRestClient(product.url, String(made.body["token"]));
  protectedIds = [login.body["user"], made.body["token_info"]].map((one) => (one as { id: string }).id);
  tokenOfFuzzer = String(made.body["token"]);
});
test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
});

let tokenOfFuzzer: string;

test("no failure on our side, nothing that is not documented, nothing of a wrong type that is taken, nothing used that is deleted", async () => {
  test.setTimeout(720_000);
  const program = await provideSchemathesis();
  const folder = await mkdtemp(join(tmpdir(), "understudy-fuzz-"));
  try {
    process.stdout.write(`fuzzing with seed ${seed}\n`);
    const answers: Answers = [];
    for (const run of runs) {
      const answersFile = join(folder, `${run.phases}.json`);
      const startedAt = performance.now();
      const { code, output } = await runFuzzer(program, { ...run, answersFile });
      const cases = /^ {2}\d+ generated.*$/m.exec(output)?.[0].trim() ?? "";
      process.stdout.write(`${run.phases}: ${Math.round((performance.now() - startedAt) / 1000)} s, ${cases}\n`);
      expect(code, `${output}\n${listFailures()}`).toBe(0);
      answers.push(...(JSON.parse(await readFile(answersFile, "utf8")) as Answers));
    }
    await expectCoverage(answers);
    expect((await client.call("GET", "/api/v1/namespaces")).status, "the fuzzer's own token still works").toBe(200);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** What the product logged of its own failures: the fuzzer is told a request id only. */
function listFailures(): string {
  const lines = product.output().split("\n");
  return lines.filter((line) => line.includes('"request.failed"')).join("\n");
}

function runFuzzer(
  program: string,
  { phases, maxSeconds, answersFile }: (typeof runs)[number] & { answersFile: string },
): Promise<{ code: number | null; output: string }> {
  const args = [
    ...["--config-file", join(fuzzerFolder, "schemathesis.toml"), "run", `${product.url}/api/v1/openapi.json`],
    ...["--header", `Authorization: Bearer ${tokenOfFuzzer}`, "--checks", checks.join(",")],
    ...[
      "--exclude-operation-id-regex",
      excluded.source,
      "--max-time",
      String(maxSeconds),
      "--seed",
      seed,
      "--phases",
      phases,
    ],
    ...["--generation-database", "none", "--no-color"],
  ];
  const child = spawn(program, args, {
    cwd: fuzzerFolder,
    // Without a colour it draws no bars either.
    env: {
      ...process.env,
      FORCE_COLOR: "",
      NO_COLOR: "1",
      TERM: "dumb",
      FUZZ_PROTECTED_IDS: protectedIds.join(","),
      FUZZ_ANSWERS_FILE: answersFile,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}

type Answers = { operationId: string; status: number; count: number }[];

/** A fuzzer that reaches nothing finds nothing: every operation was called, and most had something to do. */
async function expectCoverage(answers: Answers): Promise<void> {
  const document = (await client.call("GET", "/api/v1/openapi.json")).body as unknown as ApiDocument;
  const operationIds = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId = "" }) => operationId),
  );
  const wanted = operationIds.filter((name) => !excluded.test(name));
  // The fuzzer begins by reading the document, which is one of them.
  const called = new Set(["getApiDescription", ...answers.map(({ operationId }) => operationId)]);
  expect(
    wanted.filter((name) => !called.has(name)),
    "operations that were never called",
  ).toEqual([]);
  const succeeded = new Set(answers.filter(({ status }) => status < 300).map(({ operationId }) => operationId));
  const calls = answers.reduce((sum, { count }) => sum + count, 0);
  process.stdout.write(
    `${calls} calls of ${called.size} operations, ${succeeded.size} of which succeeded at least once\n`,
  );
  expect(succeeded.size).toBeGreaterThan(wanted.length / 2);
}
