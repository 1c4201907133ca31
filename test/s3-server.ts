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

export async function startS3Server(): Promise<S3Server> {
  const objects = new Map<string, Buffer>();
  const uploads = new Map<string, Map<number, Buffer>>();
  let refusal: { code: string; status: number } | undefined;

  const answer = async (request: IncomingMessage): Promise<{ status: number; body?: string | Buffer }> => {
    const { pathname: path, searchParams: query } = new URL(request.url ?? "/", "http://localhost");
    const body = await buffer(request);
    if (refusal !== undefined) return { status: refusal.status, body: `<Error><Code>${refusal.code}</Code></Error>` };
    if (!(request.headers.authorization ?? "").startsWith("AWS4-HMAC-SHA256 Credential=key/"))
      return { status: 403, body: "<Error><Code>AccessDenied</Code></Error>" };
    const upload = query.get("uploadId");
    switch (`${request.method ?? ""}${query.has("uploads") ? " uploads" : ""}${upload === null ? "" : " part"}`) {
      case "POST uploads": {
        const id = `upload-${uploads.size + 1}`;
        uploads.set(id, new Map());
        return {
          status: 200,
          body: `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
        };
      }
      case "PUT part":
        uploads.get(upload ?? "")?.set(Number(query.get("partNumber")), body);
        return { status: 200 };
      case "POST part": {
        const parts = [...(uploads.get(upload ?? "") ?? [])].sort(([left], [right]) => left - right);
        objects.set(path, Buffer.concat(parts.map(([, part]) => part)));
        uploads.delete(upload ?? "");
        return { status: 200, body: "<CompleteMultipartUploadResult><ETag>x</ETag></CompleteMultipartUploadResult>" };
      }
      case "DELETE part":
        uploads.delete(upload ?? "");
        return { status: 204 };
      case "PUT":
        objects.set(path, body);
        return { status: 200 };
      case "DELETE":
        objects.delete(path);
        return { status: 204 };
      default: {
        const object = objects.get(path);
        return object === undefined
          ? { status: 404, body: "<Error><Code>NoSuchKey</Code></Error>" }
          : { status: 200, body: object };
      }
    }
  };
  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) =>
      response.writeHead(status, { etag: '"x"', "content-type": "application/xml" }).end(body),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    openUploads: () => uploads.size,
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
