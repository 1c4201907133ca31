import { spawn, type ChildProcess } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export interface ProductOptions {
  /** Settings, as a user gives them. PORT and DATA_DIR are free ones if they are not given. */
  env?: Readonly<Record<string, string>>;
  /** Folder to start it in. Default: this project. */
  root?: string;
  /** The user who starts it, with a home folder. Default: whoever runs the tests. */
  user?: { uid: number; gid: number; home: string };
  /** How long `ready` may take. The first start installs and builds. */
  readyTimeoutMs?: number;
}

export interface StartedProduct {
  /** `npm start` itself; it is the leader of a process group of its own. */
  pid: number;
  port: number;
  dataDir: string;
  /** Everything that was printed so far. */
  output: () => string;
  /** Resolves with the exit code, or the signal that ended npm. */
  exited: Promise<number | NodeJS.Signals>;
  /** Sends a signal to npm only, and waits for its end. Default: SIGTERM */
  stop: (signal?: NodeJS.Signals) => Promise<number | NodeJS.Signals>;
}

export interface Product extends StartedProduct {
  /** As the `ready` line names it, without a slash at the end. */
  url: string;
  /** Printed by the first start on a DATA_DIR only. */
  admin: { login: string; password: string } | null;
  msToReady: number;
}

export const projectRoot = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

const installAndBuildMs = 600_000;

/** Starts the product as a user does and waits for its `ready` line; rejects with all that was printed if it does not come. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const startedAt = performance.now();
  const product = await spawnProduct(options);
  const url = await waitForReadyLine(product, options.readyTimeoutMs ?? installAndBuildMs);
  const msToReady = performance.now() - startedAt;
  return { ...product, url, admin: findAdmin(product.output()), msToReady };
}

async function waitForReadyLine(product: StartedProduct, timeoutMs: number): Promise<string> {
  const deadline = performance.now() + timeoutMs;
  let ended: number | NodeJS.Signals | null = null;
  void product.exited.then((code) => (ended = code));
  for (;;) {
    const url = /^ready\b.*?(https?:\/\/[^\s/]+)/m.exec(product.output())?.[1];
    if (url !== undefined) return url;
    if (ended !== null) throw new Error(`the product ended (${String(ended)})\n${product.output()}`);
    if (performance.now() > deadline) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await product.stop();
  throw new Error(`no ready line in ${timeoutMs} ms\n${product.output()}`);
}

/** Starts the product and waits for nothing; for starts that are expected to fail. */
export async function spawnProduct(options: ProductOptions = {}): Promise<StartedProduct> {
  const port = Number(options.env?.["PORT"] ?? (await findFreePort()));
  const temporary = options.env?.["DATA_DIR"] === undefined ? await makeTemporaryFolder() : null;
  const dataDir = options.env?.["DATA_DIR"] ?? join(temporary ?? "", "data");
  const child = spawn("npm", ["start"], {
    ...(options.user && { uid: options.user.uid, gid: options.user.gid }),
    cwd: options.root ?? projectRoot,
    env: userEnvironment({ ...options.env, PORT: String(port), DATA_DIR: dataDir, HOME: options.user?.home }),
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = waitForExit(child).finally(
    () => temporary !== null && rm(temporary, { recursive: true, force: true }),
  );
  endWithTests(child, exited);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  const stop = (signal: NodeJS.Signals = "SIGTERM"): Promise<number | NodeJS.Signals> => {
    child.kill(signal);
    return exited;
  };
  return { pid: child.pid ?? 0, port, dataDir, output: () => output, exited, stop };
}

/** A temp folder that other system users may pass through: PostgreSQL does not run as root. */
export async function makeTemporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "understudy-e2e-"));
  await chmod(folder, 0o755);
  return folder;
}

/** A port that nobody listens on. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

/** What npm and the test runner add to the environment; how to reach the package registry is the user's. */
const addedByTools =
  /^(npm_(?!config_(registry|proxy|https_proxy|noproxy|cafile)$)|NODE_(ENV|OPTIONS|PATH)$|PLAYWRIGHT_|PW_|TEST_)/i;

/** What a user's shell would have. */
function userEnvironment(settings: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !addedByTools.test(name));
  const env: NodeJS.ProcessEnv = Object.fromEntries(own);
  const path = (env["PATH"] ?? "").split(delimiter).filter((folder) => !folder.includes("node_modules"));
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  return { ...env, PATH: path.join(delimiter), ...Object.fromEntries(given) };
}

function waitForExit(child: ChildProcess): Promise<number | NodeJS.Signals> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? signal ?? -1));
  });
}

function findAdmin(output: string): Product["admin"] {
  const login = /first admin: +(\S+)/.exec(output)?.[1];
  const password = /password: +(\S+)/.exec(output)?.[1];
  return login !== undefined && password !== undefined ? { login, password } : null;
}

/** A test that is interrupted must not leave the product running. */
function endWithTests(child: ChildProcess, exited: Promise<unknown>): void {
  const end = (): void => void child.kill("SIGTERM");
  process.once("exit", end);
  void exited.finally(() => process.off("exit", end)).catch(() => undefined);
}
