import type { ServerResponse } from "node:http";

/** Above this, copying the bytes costs more than a second part of a write. */
const singleWriteBytesMax = 16 * 1024;

/**
 * Ends an answer with these bytes. Head and body of a short one go out in one write, which Node does for text only: Latin-1 is text
 * that stands for any bytes. Two parts would cost a plain answer a fifth of its time.
 */
export function endWith(response: ServerResponse, body: Buffer): void {
  if (body.length <= singleWriteBytesMax) response.end(body.toString("latin1"), "latin1");
  else response.end(body);
}
