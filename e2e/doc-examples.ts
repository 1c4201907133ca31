import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
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
  return JSON.parse(await pasteForText(command, product)) as Record<string, unknown>;
}

/** The same; returns all that it prints. */
export async function pasteForText(command: string, product: Product): Promise<string> {
  const here = command.replaceAll("http://localhost:5770", product.url);
  const { stdout } = await promisify(execFile)("sh", [
    "-c",
    here.replaceAll("curl ", "curl --silent --show-error --fail "),
  ]);
  return stdout;
}

/** Pages of the docs on which there is something to paste, by their names. */
export function listPagesWithExamples(): string[] {
  const folder = new URL("../docs/", import.meta.url);
  const pages = readdirSync(folder).filter((file) => file.endsWith(".md"));
  return pages.filter((file) => readExamples(`../docs/${file}`).length > 0).map((file) => file.slice(0, -".md".length));
}
