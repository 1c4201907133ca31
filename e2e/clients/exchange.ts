import { connect } from "node:net";
import { gunzipSync } from "node:zlib";

/** What came back over the connection. Names of headers are in lower case. */
export interface RawAnswer {
  status: number;
  headers: ReadonlyMap<string, string>;
  body: Buffer;
}

const timeoutMs = 10_000;

/** Sends these bytes over a connection of its own and reads one answer, as HTTP/1.1 frames it. */
export function exchange(port: number, request: Buffer): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const socket = connect(port, "127.0.0.1", () => socket.write(request));
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error(`no whole answer in ${timeoutMs} ms`)));
    socket.on("error", reject);
    socket.on("data", (data) => {
      received = Buffer.concat([received, data]);
      const answer = readAnswer(received);
      if (answer === null) return;
      socket.destroy();
      resolve(answer);
    });
    socket.on("close", () => reject(new Error(`the connection ended within an answer: ${received.toString()}`)));
  });
}

/** Null while something is missing. An answer that is not framed is no answer: these clients keep the connection. */
function readAnswer(received: Buffer): RawAnswer | null {
  const headEnd = received.indexOf("\r\n\r\n");
  if (headEnd < 0) return null;
  const [statusLine = "", ...lines] = received.subarray(0, headEnd).toString("latin1").split("\r\n");
  const headers = new Map(
    lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
  );
  const rest = received.subarray(headEnd + 4);
  const body = headers.get("transfer-encoding") === "chunked" ? readChunks(rest) : readLength(rest, headers);
  if (body === null) return null;
  const isZipped = headers.get("content-encoding") === "gzip";
  return { status: Number(statusLine.split(" ")[1]), headers, body: isZipped ? gunzipSync(body) : body };
}

function readLength(rest: Buffer, headers: ReadonlyMap<string, string>): Buffer | null {
  const length = Number(headers.get("content-length"));
  return rest.length < length ? null : rest.subarray(0, length);
}

function readChunks(rest: Buffer): Buffer | null {
  const chunks: Buffer[] = [];
  for (let at = 0; ;) {
    const lineEnd = rest.indexOf("\r\n", at);
    if (lineEnd < 0) return null;
    const length = Number.parseInt(rest.subarray(at, lineEnd).toString(), 16);
    const end = lineEnd + 2 + length;
    if (rest.length < end + 2) return null;
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(rest.subarray(lineEnd + 2, end));
    at = end + 2;
  }
}
