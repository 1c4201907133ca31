import { describe, expect, it } from "vitest";
import { createAcknowledgements } from "./acknowledgements.ts";

describe("acknowledgements", () => {
  it("cover the version that was acknowledged and all before it, of that resolver and namespace alone", () => {
    const acknowledgements = createAcknowledgements(() => 0);
    acknowledgements.add("r-1:shop:7");
    const has = (id: string, namespace: string, version: bigint) => acknowledgements.has(id, { namespace, version });
    expect([has("r-1", "shop", 6n), has("r-1", "shop", 7n)]).toEqual([true, true]);
    expect([has("r-1", "shop", 8n), has("r-2", "shop", 7n), has("r-1", "blog", 7n)]).toEqual([false, false, false]);
  });

  it("are forgotten after a minute, so that they take no more and more memory", () => {
    let now = 0;
    const acknowledgements = createAcknowledgements(() => now);
    for (let namespace = 0; namespace < 1_000; namespace++) acknowledgements.add(`r-1:n-${namespace}:1`);
    now = 30_000;
    acknowledgements.add("r-1:n-0:2");
    now = 60_000;
    acknowledgements.add("r-2:n-0:2");
    expect(acknowledgements.size).toBe(2);
    expect(acknowledgements.has("r-1", { namespace: "n-0", version: 2n })).toBe(true);
  });
});
