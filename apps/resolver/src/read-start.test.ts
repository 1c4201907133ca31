import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { expect, it } from "vitest";
import { readStart } from "./read-start.ts";

const streamOf = (...texts: string[]) => Readable.from(texts.map((text) => Buffer.from(text)));

it.each([
  ["that ends before the limit", ["ab", "c"], { isWhole: true, read: "abc" }],
  ["that ends at the limit", ["ab", "cd"], { isWhole: true, read: "abcd" }],
  ["that goes on beyond it", ["ab", "cde", "f"], { isWhole: false, read: "abcde" }],
  ["that is empty", [], { isWhole: true, read: "" }],
])("of a stream %s the start is read, and the whole is still there", async (_name, texts, expected) => {
  const { isWhole, bytes, stream } = await readStart(streamOf(...texts), 4);
  expect({ isWhole, read: bytes.toString() }).toEqual(expected);
  expect((await buffer(stream)).toString()).toBe(texts.join(""));
});

it("a stream that nobody wants to the end is ended at its source", async () => {
  const source = streamOf("ab", "cde", "f", "g");
  const { stream } = await readStart(source, 4);
  for await (const chunk of stream) {
    expect(String(chunk)).toBe("abcde");
    break;
  }
  expect(source.destroyed).toBe(true);
});

it("a stream that breaks off is told", async () => {
  const source = Readable.from(
    (function* () {
      yield Buffer.from("a");
      throw new Error("gone");
    })(),
  );
  await expect(readStart(source, 4)).rejects.toThrow("gone");
});
