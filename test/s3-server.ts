import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** What the client of S3 that we use calls, over HTTP, with objects in memory: puts, uploads in parts, gets and deletes. */
export interface S3Server {
  url: string;
  /** By `/bucket/key`. */
  objects: ReadonlyMap<string, Buffer>;
  /** Uploads in parts that are neither complete nor taken back. */
  openUploads: () => number;
  /** Answers everything so from now on. */
  refuseWith: (code: string, status: number) => void;
  close: () => Promise<void>;
}

interface Stored {
  objects: Map<string, Buffer>;
  /** The parts of each upload, by their number. */
  uploads: Map<string, Map<number, Buffer>>;
}

interface Call {
  path: string;
  /** Empty: it is of no upload. */
  upload: string;
  partNumber: number;
  body: Buffer;
}

interface Answer {
  status: number;
  body?: string | Buffer;
}

type Operation = (stored: Stored, call: Call) => Answer;

/** By method, and by what the query makes of it: S3 tells uploads in parts by their parameters alone. */
const operations: Record<string, Operation | undefined> = {
  "POST uploads": beginUpload,
  "PUT part"({ uploads }, { upload, partNumber, body }) {
    uploads.get(upload)?.set(partNumber, body);
    return { status: 200 };
  },
  "POST part": completeUpload,
  "DELETE part"({ uploads }, { upload }) {
    uploads.delete(upload);
    return { status: 204 };
  },
  PUT({ objects }, { path, body }) {
    objects.set(path, body);
    return { status: 200 };
  },
  DELETE({ objects }, { path }) {
    objects.delete(path);
    return { status: 204 };
  },
};

export async function startS3Server(): Promise<S3Server> {
  const stored: Stored = { objects: new Map(), uploads: new Map() };
  let refusal: { code: string; status: number } | undefined;

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const { pathname: path, searchParams: query } = new URL(request.url ?? "/", "http://localhost");
    const body = await buffer(request);
    if (refusal !== undefined) return { status: refusal.status, body: `<Error><Code>${refusal.code}</Code></Error>` };
    if (!(request.headers.authorization ?? "").startsWith("AWS4-HMAC-SHA256 Credential=key/"))
      return { status: 403, body: "<Error><Code>AccessDenied</Code></Error>" };
    const upload = query.get("uploadId");
    const name = `${request.method ?? ""}${query.has("uploads") ? " uploads" : ""}${upload === null ? "" : " part"}`;
    const operation = operations[name] ?? getObject;
    return operation(stored, { path, upload: upload ?? "", partNumber: Number(query.get("partNumber")), body });
  };
  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) =>
      response.writeHead(status, { etag: '"x"', "content-type": "application/xml" }).end(body),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects: stored.objects,
    openUploads: () => stored.uploads.size,
    refuseWith: (code, status) => {
      refusal = { code, status };
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function beginUpload({ uploads }: Stored): Answer {
  const id = `upload-${uploads.size + 1}`;
  uploads.set(id, new Map());
  return {
    status: 200,
    body: `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
  };
}

/** Parts count by their number, in whatever order they came. */
function completeUpload({ objects, uploads }: Stored, { path, upload }: Call): Answer {
  const parts = [...(uploads.get(upload) ?? [])].sort(([left], [right]) => left - right);
  objects.set(path, Buffer.concat(parts.map(([, part]) => part)));
  uploads.delete(upload);
  return { status: 200, body: "<CompleteMultipartUploadResult><ETag>x</ETag></CompleteMultipartUploadResult>" };
}

function getObject({ objects }: Stored, { path }: Call): Answer {
  const object = objects.get(path);
  return object === undefined
    ? { status: 404, body: "<Error><Code>NoSuchKey</Code></Error>" }
    : { status: 200, body: object };
}
