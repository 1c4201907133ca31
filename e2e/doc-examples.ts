import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import type { Product } from "./product.ts";

/** What a page tells users to paste, in the order in which it stands there; `file` is relative to this one. */
export function readExamples(file: string): { isFull: boolean; command: string }[] {
  const text = readFileSync(new URL(file, import.meta.url), "utf8");
  return [...text.matchAll(/```sh( full)?\n([\s\S]*?)```/g)].flatMap(([, full, block = ""]) =>
    block.split(/\n(?=curl )/).map((command) => ({ isFull: full !== undefined, command })),
  );
}

/** Runs one of them as a user does, against this product; returns the JSON that it prints. */
export async function paste(command: string, product: Product): Promise<Record<string, unknown>> {
  const here = command.replaceAll("http://localhost:5770", product.url);
  const { stdout } = await promisify(execFile)("sh", [
    "-c",
    here.replaceAll("curl ", "curl --silent --show-error --fail "),
  ]);
  return JSON.parse(stdout) as Record<string, unknown>;
}
