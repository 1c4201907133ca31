import { Readable } from "node:stream";
import { DeleteObjectCommand, GetObjectCommand, S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { AppError } from "@understudy/domain";
import type { BackupStorage } from "./backup-storage.ts";

export interface S3Options {
  bucket: string;
  /** Stands before the name of every file. */
  prefix: string;
  region: string;
  /** Of a server that speaks S3; undefined: Amazon's. */
  endpoint: string | undefined;
  /** Undefined: what the machine has, as Amazon's own tools look for it. */
  credentials: { accessKeyId: string; secretAccessKey: string } | undefined;
}

/** Of each piece that is sent at once, and how many of these are in memory: 10,000 of them are the largest file. */
const partBytes = 16 * 1024 * 1024;
const partsAtOnce = 2;
const connectionTimeoutMs = 10_000;
const requestTimeoutMs = 120_000;

/** Keeps backups in a bucket. A file appears there only when all of it has arrived. */
export function openS3Storage(options: S3Options): BackupStorage {
  const { bucket: Bucket, prefix } = options;
  const client = openClient(options);
  const keyOf = (name: string) => ({ Bucket, Key: prefix + name });
  return {
    async write(name, source) {
      const params = { ...keyOf(name), Body: source, ContentType: "application/octet-stream" };
      // A failure, of the source too, takes back what has arrived.
      const upload = new Upload({ client, params, partSize: partBytes, queueSize: partsAtOnce });
      await upload.done().catch((error: unknown) => {
        source.destroy();
        throw explain(error);
      });
    },
    async read(name) {
      const { Body } = await client.send(new GetObjectCommand(keyOf(name))).catch((error: unknown) => {
        throw explain(error);
      });
      if (!(Body instanceof Readable)) throw new AppError("unavailable", "S3 answered without the file");
      return Body;
    },
    async remove(name) {
      await client.send(new DeleteObjectCommand(keyOf(name))).catch((error: unknown) => {
        throw explain(error);
      });
    },
  };
}

function openClient({ region, endpoint, credentials }: S3Options): S3Client {
  return new S3Client({
    region,
    requestHandler: { connectionTimeout: connectionTimeoutMs, requestTimeout: requestTimeoutMs },
    // Other servers than Amazon's don't know its newer checksums; ours are in the file.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    // With an endpoint of one's own the bucket is a part of the path: its name is seldom one of a host.
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    ...(credentials !== undefined && { credentials }),
  });
}

function explain(error: unknown): unknown {
  if (error instanceof AppError) return error;
  if (error instanceof S3ServiceException) {
    if (error.name === "NoSuchKey")
      return new AppError("not_found", "the file of this backup is gone", { cause: error });
    return new AppError("unavailable", `S3 refused: ${error.name}`, { cause: error });
  }
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (!/^(E[A-Z]+|TimeoutError)$/.test(code)) return error;
  return new AppError("unavailable", `S3 can't be reached (${code})`, { cause: error });
}
