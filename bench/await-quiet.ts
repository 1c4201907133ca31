import { readMachineCpuMs } from "./cpu.ts";

const lookMs = 250;
/** Cores that may be busy while nothing is measured: idle products look for work now and then. */
const quietCores = 0.25;

/** Makes a wait for the moment at which nobody else works on this machine. All waits together take no longer than the budget. */
export function createQuietWait(budgetMs: number): () => Promise<void> {
  let leftMs = budgetMs;
  return async () => {
    while (leftMs > 0) {
      const startedAt = performance.now();
      const before = readMachineCpuMs();
      await new Promise((resolve) => setTimeout(resolve, lookMs));
      const elapsedMs = performance.now() - startedAt;
      leftMs -= elapsedMs;
      if ((readMachineCpuMs() - before) / elapsedMs < quietCores) return;
    }
  };
}
