import { expect, test } from "vitest";
import { type BatchResult, type BatchRun, freshRun, runBatches } from "./run-batches.ts";

/** Three batches of 10, 10 and 5; `failAt` rejects once. */
function createChange(failAt = "never") {
  const next: Record<string, string | null> = { "": "a", a: "b", b: null };
  const asked: (string | null)[] = [];
  let fails: string = failAt;
  return {
    asked,
    change: (cursor: string | null): Promise<BatchResult> => {
      asked.push(cursor);
      if (cursor === fails) {
        fails = "never again";
        return Promise.reject(new Error("away"));
      }
      return Promise.resolve({ changed: cursor === "b" ? 5 : 10, nextCursor: next[cursor ?? ""] ?? null });
    },
  };
}

test("goes on until all is done, and tells each step", async () => {
  const { change, asked } = createChange();
  const told: number[] = [];
  const end = await runBatches(freshRun, {
    change,
    onProgress: ({ changed }) => told.push(changed),
    isStopped: () => false,
  });
  expect(end).toEqual({ changed: 25, cursor: null, isDone: true });
  expect(told).toEqual([10, 20, 25]);
  expect(asked).toEqual([null, "a", "b"]);
});

test("stops between batches, and goes on from there", async () => {
  const { change } = createChange();
  const told: BatchRun[] = [];
  const onProgress = (run: BatchRun): void => void told.push(run);
  const stopped = await runBatches(freshRun, { change, onProgress, isStopped: () => told.length === 1 });
  expect(stopped).toEqual({ changed: 10, cursor: "a", isDone: false });
  expect(await runBatches(stopped, { change, onProgress, isStopped: () => false })).toMatchObject({ changed: 25 });
});

test("a failure leaves what was done, and the next run changes nothing twice", async () => {
  const { change, asked } = createChange("b");
  let reached = freshRun;
  const options = { change, onProgress: (run: BatchRun) => void (reached = run), isStopped: () => false };
  await expect(runBatches(reached, options)).rejects.toThrow("away");
  expect(reached).toEqual({ changed: 20, cursor: "b", isDone: false });
  expect(await runBatches(reached, options)).toMatchObject({ changed: 25, isDone: true });
  expect(asked).toEqual([null, "a", "b", "b"]);
});
