import { describe, expect, it } from "vitest";
import { createSealing, deriveKey } from "../../../../runtime/src/index.ts";
import { resealRows } from "./reseal.ts";

const [theirs, ours] = ["aa", "bb"].map((byte) => createSealing(deriveKey(byte.repeat(32), "sealing"))) as [
  ReturnType<typeof createSealing>,
  ReturnType<typeof createSealing>,
];

describe("rows that are sealed anew", () => {
  it("open with our key, and with theirs no longer", () => {
    const rows = JSON.stringify([
      { definition: JSON.stringify({ token: theirs.seal("päss"), url: `amqp://u:${theirs.seal("p")}@h/` }) },
    ]);
    const sealed = [...resealRows(rows, theirs, ours).matchAll(/sealed\.v1\.[\w-]+/g)].map(([text]) => text);
    expect(sealed.map((text) => ours.open(text))).toEqual(["päss", "p"]);
    expect(() => theirs.open(sealed[0] ?? "")).toThrow();
  });

  it("do so within bytes, which PostgreSQL writes in hexadecimal", () => {
    const head = Buffer.from(JSON.stringify({ before: "ü", password: theirs.seal("p"), after: 1 }));
    const resealed = resealRows(`[{"head":"\\\\x${head.toString("hex")}"}]`, theirs, ours);
    const hex = /x([0-9a-f]+)"/.exec(resealed)?.[1] ?? "";
    const parsed = JSON.parse(Buffer.from(hex, "hex").toString("utf8")) as Record<string, string>;
    expect(parsed).toMatchObject({ before: "ü", after: 1 });
    expect(ours.open(parsed["password"] ?? "")).toBe("p");
  });

  it("leave what only looks like a secret as it is", () => {
    const rows = `[{"payload":"sealed.v1.nothing-of-ours"}]`;
    expect(resealRows(rows, theirs, ours)).toBe(rows);
  });
});
