import { readEndedChildrenCpuMs, readMachineCpuMs } from "./cpu.ts";

/** Who worked while something was measured: cores on average, so 1 is one core kept busy. */
export interface MachineLoad {
  load: number;
  /** Anybody but what is measured and us: above some 0.15 the round was disturbed. */
  others: number;
}

/** Begins to watch; the returned function ends it. `serverCpuMs` is what the measured processes have used so far. */
export function watchMachine(serverCpuMs: () => number): () => MachineLoad & { serverMs: number } {
  const begin = { at: performance.now(), machine: readMachineCpuMs(), own: readOwnCpuMs(), server: serverCpuMs() };
  return () => {
    const elapsedMs = performance.now() - begin.at;
    const machineMs = readMachineCpuMs() - begin.machine;
    const serverMs = serverCpuMs() - begin.server;
    const ownMs = readOwnCpuMs() - begin.own;
    return { serverMs, load: ownMs / elapsedMs, others: Math.max(0, machineMs - serverMs - ownMs) / elapsedMs };
  };
}

/** Ours, and that of a load generator that was started and has ended. */
function readOwnCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 + readEndedChildrenCpuMs();
}
