import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { projectRoot } from "./product.ts";

export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** A shell of somebody who has linked the command line and works in a folder of their own. */
export interface CommandLine {
  /** Where commands run, empty at first; also their home. */
  folder: string;
  /** Runs a line as a shell does. */
  run: (line: string, options?: RunOptions) => Promise<Ended>;
  /** The same, and fails with what was said unless the exit code is 0; resolves with stdout. */
  expectOk: (line: string, options?: RunOptions) => Promise<string>;
  /** What it prints as JSON. */
  readJson: (line: string) => Promise<unknown>;
  /** Starts a line whose end is not waited for. */
  start: (line: string) => { child: ChildProcessWithoutNullStreams; output: () => string; ended: Promise<Ended> };
  /** Removes the folder. */
  close: () => Promise<void>;
}

interface RunOptions {
  stdin?: string;
  env?: Readonly<Record<string, string>>;
}

/** `server`: what commands talk to unless they name another. */
export async function openCommandLine(server: string): Promise<CommandLine> {
  const folder = await mkdtemp(join(tmpdir(), "understudy-cli-"));
  const programs = join(folder, ".programs");
  await mkdir(programs);
  for (const name of ["understudy", "mockarty-cli"]) {
    await symlink(join(projectRoot, "node_modules/.bin", name), join(programs, name));
  }
  const start = (line: string, env: Readonly<Record<string, string>> = {}) => {
    const child = spawn("sh", ["-c", line], {
      cwd: folder,
      env: { PATH: userPath(programs), HOME: folder, UNDERSTUDY_SERVER: server, ...env },
      stdio: "pipe",
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    const ended = new Promise<Ended>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => resolve({ code: code ?? -1, stdout, stderr }));
    });
    return { child, output: () => stdout, ended };
  };
  const run: CommandLine["run"] = (line, { stdin = "", env } = {}) => {
    const { child, ended } = start(line, env);
    child.stdin.end(stdin);
    return ended;
  };
  const expectOk: CommandLine["expectOk"] = async (line, options) => {
    const { code, stdout, stderr } = await run(line, options);
    if (code !== 0) throw new Error(`${line}: exit code ${code}\n${stdout}${stderr}`);
    return stdout;
  };
  return {
    folder,
    run,
    expectOk,
    readJson: async (line) => JSON.parse(await expectOk(line)) as unknown,
    start: (line) => start(line),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** With the user's own Node, not the one that the tests run on. */
function userPath(programs: string): string {
  const own = (process.env["PATH"] ?? "").split(delimiter).filter((path) => !path.includes("node_modules"));
  return [programs, ...own].join(delimiter);
}
