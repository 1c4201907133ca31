import { readFileSync } from "node:fs";

/** The kernel's clock tick, as /proc shows it on every Linux that Node runs on. */
const msPerTick = 10;

/** User and system time that these processes have used so far, milliseconds. One that has ended counts nothing. */
export function readCpuMs(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + ticksOf(pid) * msPerTick, 0);
}

/** User and system time of the processes that this one has started and that have ended, milliseconds. */
export function readEndedChildrenCpuMs(): number {
  const fields = fieldsOf(process.pid);
  return (Number(fields[13] ?? 0) + Number(fields[14] ?? 0)) * msPerTick;
}

/** What all cores together have worked so far, milliseconds. */
export function readMachineCpuMs(): number {
  const [total = ""] = readFileSync("/proc/stat", "utf8").split("\n");
  const [user = 0, nice = 0, system = 0, , , interrupts = 0, softInterrupts = 0] = total
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + interrupts + softInterrupts) * msPerTick;
}

function ticksOf(pid: number): number {
  const fields = fieldsOf(pid);
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
}

/** Those behind the name: utime and stime are the 12th and 13th of them, the same of children that have ended follow. */
function fieldsOf(pid: number): string[] {
  const stat = readStat(pid);
  // The name stands in parentheses and may hold spaces.
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function readStat(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return "";
  }
}
