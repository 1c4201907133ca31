import { setTimeout as sleep } from "node:timers/promises";
import type { StartedProduct } from "./product.ts";

/** A structured line of the product's log. */
export interface LogLine {
  level: string;
  msg: string;
  event: string;
  deliveryId?: string;
  attempt?: number;
  [field: string]: unknown;
}

/** Lines of this kind, in their order; waits for the first one for a second, because what is printed arrives through pipes. */
export async function readLog(product: StartedProduct, isWanted: (line: LogLine) => boolean): Promise<LogLine[]> {
  const deadline = performance.now() + 1_000;
  for (;;) {
    const found = parseLines(product.output()).filter(isWanted);
    if (found.length > 0 || performance.now() > deadline) return found;
    await sleep(20);
  }
}

function parseLines(output: string): LogLine[] {
  return output.split("\n").flatMap((line) => {
    try {
      return line.startsWith("{") ? [JSON.parse(line) as LogLine] : [];
    } catch {
      // The last line may not be complete yet.
      return [];
    }
  });
}
