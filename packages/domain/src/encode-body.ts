/** The bytes of a rendered body and the type they have by themselves; both null when there is none. */
export type EncodedBody = { bytes: Uint8Array; contentType: string } | { bytes: null; contentType: null };

const encoder = new TextEncoder();

/**
 * Contract F17: null is no body; a string is its own text, and plain text unless it reads as a JSON object or array; every other
 * value is JSON.
 */
export function encodeBody(body: unknown): EncodedBody {
  if (body === null || body === undefined) return { bytes: null, contentType: null };
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const isJson = typeof body !== "string" || isJsonContainer(body);
  return { bytes: encoder.encode(text), contentType: isJson ? "application/json" : "text/plain; charset=utf-8" };
}

function isJsonContainer(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
