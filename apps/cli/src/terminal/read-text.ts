import { readFileSync } from "node:fs";
import { exitCode } from "../exit-code.ts";
import { Failure } from "../failure.ts";
import { readStdin } from "./ask.ts";
import type { Terminal } from "./terminal.ts";

/** A file's text; `-` is stdin. */
export async function readText(path: string, terminal: Pick<Terminal, "stdin">): Promise<string> {
  try {
    return path === "-" ? await readStdin(terminal) : readFileSync(path, "utf8");
  } catch (error) {
    throw new Failure(exitCode.usage, `can't read ${path}: ${(error as Error).message}`);
  }
}
