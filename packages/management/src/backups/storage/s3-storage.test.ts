import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type S3Server, startS3Server } from "../../../../../test/s3-server.ts";
import type { BackupStorage } from "./backup-storage.ts";
import { openS3Storage } from "./s3-storage.ts";

let server: S3Server;
let storage: BackupStorage;

beforeEach(async () => {
  server = await startS3Server();
  storage = openS3Storage({
    ...{ bucket: "backups", prefix: "here/", region: "eu-central-1", endpoint: server.url },
    credentials: { accessKeyId: "key", secretAccessKey: "secret" },
  });
});

afterEach(async () => {
  await server.close();
});

describe("backups in S3", () => {
  it.each([
    ["a small file", 1_000],
    ["a file of several parts", 40 * 1024 * 1024],
  ])("keep %s, and give it back", async (_what, bytes) => {
    const file = randomBytes(bytes);
    await storage.write("one", Readable.from(slices(file)));
    expect([...server.objects.keys()]).toEqual(["/backups/here/one"]);
    expect((await buffer(await storage.read("one"))).equals(file)).toBe(true);
    await storage.remove("one");
    expect(server.objects.size).toBe(0);
    await expect(storage.read("one")).rejects.toMatchObject({ code: "not_found" });
  });

  it("keep nothing of a file that ends too early", async () => {
    const failing = Readable.from(
      (function* () {
        yield randomBytes(20 * 1024 * 1024);
        throw new Error("the snapshot is lost");
      })(),
    );
    await expect(storage.write("one", failing)).rejects.toThrow("the snapshot is lost");
    expect(server.objects.size).toBe(0);
    await expect.poll(() => server.openUploads()).toBe(0);
  });

  it("say in words why nothing can be kept", async () => {
    server.refuseWith("NoSuchBucket", 404);
    const write = storage.write("one", Readable.from([Buffer.from("x")]));
    await expect(write).rejects.toMatchObject({ code: "unavailable", message: "S3 refused: NoSuchBucket" });
  });
});

function* slices(file: Buffer): Generator<Buffer> {
  for (let at = 0; at < file.length; at += 65_536) yield file.subarray(at, at + 65_536);
}
