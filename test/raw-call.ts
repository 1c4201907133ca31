import { connect } from "node:net";

/** What came over a connection, to the byte, and how it ended. */
export interface RawAnswer {
  chunks: { text: string; atMs: number }[];
  text: string;
  /** `ECONNRESET` when it was reset; null when it was closed in good order. */
  error: string | null;
}

/** Sends a request over a connection of its own and listens until the connection ends. */
export function callRaw(port: number, lines: readonly string[]): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const startedAt = performance.now();
    const chunks: RawAnswer["chunks"] = [];
    let error: string | null = null;
    const socket = connect(port, "127.0.0.1", () => socket.write([...lines, "", ""].join("\r\n")));
    socket.on("data", (data) => chunks.push({ text: data.toString(), atMs: performance.now() - startedAt }));
    socket.on("error", (cause: NodeJS.ErrnoException) => (error = cause.code ?? cause.message));
    socket.on("close", () => resolve({ chunks, text: chunks.map(({ text }) => text).join(""), error }));
  });
}
