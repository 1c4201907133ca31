import { describe, expect, it } from "vitest";
import { createGroupCommit } from "./group-commit.ts";

/** A database that shows what it was given, is slow when told, and refuses what is bad. */
function createCommit(options: { timeoutMs?: number } = {}) {
  const batches: string[][] = [];
  const committed: string[] = [];
  const gate = { wait: Promise.resolve() };
  const group = createGroupCommit<string, string>({
    async write(items) {
      batches.push([...items]);
      await gate.wait;
      if (items.includes("away")) throw new Error("away");
      if (items.some((item) => item.startsWith("bad"))) throw new RangeError("bad item");
      committed.push(...items);
      return items.map((item) => `${item} is written`);
    },
    bytesOf: (item) => item.length,
    isItemsFault: (error) => error instanceof RangeError,
    timeoutMs: options.timeoutMs ?? 1_000,
  });
  return { group, batches, committed, gate };
}

describe("group commit", () => {
  it("writes items of one tick together, and those that come meanwhile in the next batch", async () => {
    const { group, batches, gate } = createCommit();
    const open = Promise.withResolvers<undefined>();
    gate.wait = open.promise.then(() => undefined);
    const first = [group.commit("a"), group.commit("b")];
    await Promise.resolve();
    const second = [group.commit("c"), group.commit("d")];
    open.resolve(undefined);
    await Promise.all([...first, ...second]);
    expect(batches).toEqual([
      ["a", "b"],
      ["c", "d"],
    ]);
  });

  it("gives each caller the result of its own item, also when its batch was split", async () => {
    const { group } = createCommit();
    const results = await Promise.allSettled(["a", "b", "bad", "c"].map((item) => group.commit(item)));
    const values = results.map((result) => (result.status === "fulfilled" ? result.value : null));
    expect(values).toEqual(["a is written", "b is written", null, "c is written"]);
  });

  it("lets a bad item fail alone", async () => {
    const { group, committed } = createCommit();
    const items = ["a", "bad 1", "b", "c", "bad 2", "d"];
    const results = await Promise.allSettled(items.map((item) => group.commit(item)));
    expect(results.map(({ status }) => status === "fulfilled")).toEqual([true, false, true, true, false, true]);
    expect(committed.sort()).toEqual(["a", "b", "c", "d"]);
  });

  it("fails all of a batch when the database is to blame, without trying each", async () => {
    const { group, batches } = createCommit();
    const results = await Promise.allSettled([group.commit("a"), group.commit("away")]);
    expect(results.every(({ status }) => status === "rejected")).toBe(true);
    expect(batches).toHaveLength(1);
    await group.commit("later");
  });

  it("gives up waiting in time, and drops what was not begun", async () => {
    const { group, committed, gate } = createCommit({ timeoutMs: 50 });
    const open = Promise.withResolvers<undefined>();
    gate.wait = open.promise.then(() => undefined);
    const begun = group.commit("begun");
    await Promise.resolve();
    const queued = group.commit("queued");
    await expect(begun).rejects.toMatchObject({ code: "unavailable" });
    await expect(queued).rejects.toMatchObject({ code: "unavailable" });
    open.resolve(undefined);
    await group.commit("next");
    expect(committed).toEqual(["begun", "next"]);
  });

  it("splits by count and by bytes", async () => {
    const { group, batches } = createCommit();
    const large = "x".repeat(5 * 1024 * 1024);
    await Promise.all([large, large, ...Array.from({ length: 600 }, String)].map((item) => group.commit(item)));
    expect(batches.map((batch) => batch.length)).toEqual([1, 500, 101]);
  });
});
