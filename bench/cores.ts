import { execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";

/** Where the parts of a measurement run. What is measured never shares a core with what loads it, but where a row says "both". */
export const cores = { server: "0", load: "1", both: "0,1" } as const;

/** Binds processes, with all their threads, to cores; what they start later stays there too. */
export function pin(pids: readonly number[], where: keyof typeof cores): void {
  for (const pid of pids) execFileSync("taskset", ["-a", "-c", "-p", cores[where], String(pid)], { stdio: "ignore" });
}

/** Throws where server and load can't have a core each: the figures would say nothing. */
export function requireTwoCores(): void {
  if (availableParallelism() < 2)
    throw new Error("npm run bench needs two cores: one for the server, one for the load");
}
