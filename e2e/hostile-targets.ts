import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, gzipSync, zstdCompressSync } from "node:zlib";

/** A target that says byte for byte what a test wants it to, and remembers the bytes that it was sent. */
export interface RawTarget {
  host: string;
  url: string;
  /** What each connection sent, as latin1 text. */
  heard: () => string[];
  /** Bytes that were taken from it, over all connections. */
  bytesTaken: () => number;
  /** Connections that are open. */
  open: () => number;
  close: () => Promise<void>;
}

/** `speak` is called when a request has come with its headers. */
export async function openRawTarget(speak: (socket: Socket, path: string) => void): Promise<RawTarget> {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  let bytesGone = 0;
  const server: Server = createServer((socket) => {
    const nth = heard.push("") - 1;
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => {
      bytesGone += socket.bytesWritten;
      sockets.delete(socket);
    });
    socket.on("data", (chunk: Buffer) => {
      const before = heard[nth] ?? "";
      heard[nth] = before + chunk.toString("latin1");
      const [, path] = /^\S+ (\S+) /.exec(heard[nth]) ?? [];
      if (!before.includes("\r\n\r\n") && heard[nth].includes("\r\n\r\n")) speak(socket, path ?? "/");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}`,
    heard: () => heard,
    bytesTaken: () => [...sockets].reduce((sum, socket) => sum + socket.bytesWritten, bytesGone),
    open: () => sockets.size,
    async close() {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Writes the same again and again, as fast as it is taken. */
export function writeEndlessly(socket: Socket, chunk: Buffer): void {
  const write = (): void => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on("drain", write);
  write();
}

/** Writes the same again and again, slowly. */
export function drip(socket: Socket, text: string, everyMs: number): void {
  const timer = setInterval(() => socket.write(text), everyMs);
  socket.on("close", () => clearInterval(timer));
}

const mebibyte = 1024 * 1024;
const zeros = Buffer.alloc(64 * mebibyte);

/** Small bodies that would be very large, by the encodings that they are labelled with. */
export function makeBombs(): { encoding: string; body: Buffer; inflatedMiB: number }[] {
  // Members of gzip and frames of zstd that follow each other are one text: a gibibyte.
  const gzip = Buffer.concat(Array.from({ length: 16 }, () => gzipOfZeros));
  const zstd = Buffer.concat(Array.from({ length: 16 }, () => zstdCompressSync(zeros)));
  return [
    { encoding: "gzip", body: gzip, inflatedMiB: 1024 },
    { encoding: "gzip, gzip", body: gzipSync(gzip), inflatedMiB: 1024 },
    { encoding: "br", body: brotliCompressSync(zeros), inflatedMiB: 64 },
    { encoding: "zstd", body: zstd, inflatedMiB: 1024 },
    { encoding: Array.from({ length: 1_000 }, () => "gzip").join(", "), body: gzipOfZeros, inflatedMiB: 64 },
  ];
}

const gzipOfZeros = gzipSync(zeros);

/** Watches how much memory a process has. */
export function watchMemory(pid: number): { grownMiB: () => number; stop: () => void } {
  const read = (): number =>
    Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  const first = read();
  let most = first;
  const look = (): void => {
    most = Math.max(most, read());
  };
  const timer = setInterval(look, 20);
  return {
    grownMiB: () => {
      look();
      return most - first;
    },
    stop: () => clearInterval(timer),
  };
}
