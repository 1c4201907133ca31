import { describe, expect, it } from "vitest";
import { CallQueue } from "./call-queue.ts";

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

function drain(queue: CallQueue<number>): number[] {
  const taken: number[] = [];
  for (let item = queue.shift(); item !== undefined; item = queue.shift()) taken.push(item);
  return taken;
}

describe("a queue", () => {
  it("gives back in order what came in, however often it was emptied", () => {
    const queue = new CallQueue<number>();
    const taken: (number | undefined)[] = [];
    for (const item of numbers(500)) {
      queue.push(item);
      if (item % 3 > 0) taken.push(queue.shift());
    }
    expect([...taken, ...drain(queue)]).toEqual(numbers(500));
    expect([queue.size, queue.peek(), queue.shift()]).toEqual([0, undefined, undefined]);
  });

  it.each([0, 1, 15, 16, 17, 100])("keeps only the %i that are wanted, in order", (wanted) => {
    const queue = new CallQueue<number>();
    for (const item of numbers(120)) queue.push(item);
    for (let count = 0; count < 20; count += 1) queue.push(queue.shift() ?? -1);
    queue.keepOnly((item) => item < wanted);
    expect(queue.size).toBe(wanted);
    queue.push(1_000);
    const rotated = [...numbers(120).slice(20), ...numbers(20)];
    expect(drain(queue)).toEqual([...rotated.filter((item) => item < wanted), 1_000]);
  });
});
