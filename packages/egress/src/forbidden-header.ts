import type { HeaderList } from "./http-result.ts";

/** Headers that say where a message begins and ends, or whom it is for: they are the connection's, not the message's. */
const forbiddenNames = new Set([
  "host",
  "content-length",
  "transfer-encoding",
  "connection",
  "keep-alive",
  "upgrade",
  "http2-settings",
  "te",
  "trailer",
  "expect",
]);

/** RFC 9110, token. */
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** Visible ASCII, space and tab: no CR, LF or NUL, which would begin another header, and nothing that servers read differently. */
const fieldValue = /^[\t\x20-\x7e]*$/;

/** Longest name and value together, in characters: no server takes more. */
const headerLengthMax = 8192;

/** A sentence that names the first header that may not be sent; null when all may. It never shows a value: that may be a secret. */
export function explainForbiddenHeader(headers: HeaderList): string | null {
  for (const [name, value] of headers) {
    const problem = findProblem(name, value);
    // As JSON, so that a line break in a name stays visible and harmless.
    if (problem !== null) return `The header ${JSON.stringify(name.slice(0, 100))} ${problem}.`;
  }
  return null;
}

function findProblem(name: string, value: string): string | null {
  if (!token.test(name)) return "has a name that HTTP does not allow";
  const lowerCase = name.toLowerCase();
  if (forbiddenNames.has(lowerCase) || lowerCase.startsWith("proxy-")) return "may not be set by a callback";
  if (!fieldValue.test(value)) {
    return "has a value with a line break, a control character or a character that is not ASCII";
  }
  return name.length + value.length > headerLengthMax ? `is longer than ${headerLengthMax} characters` : null;
}
