import type { ServerResponse } from "node:http";

/** Above this, copying the bytes costs more than a second part of a write. */
const singleWriteBytesMax = 16 * 1024;
/** Answers that wait for each other at the most: none of them waits longer than it takes to make so many. */
const waitingMax = 64;

let waiting: { response: ServerResponse; text: string }[] = [];

/**
 * Ends an answer with these bytes. Short ones go out together, when all calls that have come are looked at (the event loop's turn ends):
 * a client that sleeps is woken by a write, which takes as long as three of them, and not woken again by those right behind.
 * Head and body of a short one go out in one write, which Node does for text only: Latin-1 is text that stands for any bytes.
 */
export function endWith(response: ServerResponse, body: Buffer): void {
  const text = toSingleWrite(body);
  if (text === null) response.end(body);
  else endWithText(response, text);
}

/** The text for bytes that are short enough to go out in one write with their head, else null. */
export function toSingleWrite(body: Buffer): string | null {
  return body.length > singleWriteBytesMax ? null : body.toString("latin1");
}

/** Likewise, with what `toSingleWrite` made of the bytes. */
export function endWithText(response: ServerResponse, text: string): void {
  const count = waiting.push({ response, text });
  if (count === 1) setImmediate(sendAll);
  else if (count === waitingMax) sendAll();
}

/** Resolves when all answers that were ended are on their way. */
export function untilSent(): Promise<void> {
  // After the one above: immediates run in their order.
  return new Promise((resolve) => setImmediate(resolve));
}

function sendAll(): void {
  const answers = waiting;
  waiting = [];
  for (const { response, text } of answers) response.end(text, "latin1");
}
