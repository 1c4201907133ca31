import { parseJson } from "./json-text.ts";

/**
 * The value behind base64 text (`decode`, contract B3), or undefined if it is none. It is text, unless it is compared with something
 * that is not: then it is read as JSON.
 */
export function decodeBase64(value: unknown, { isTextWanted }: { isTextWanted: boolean }): unknown {
  if (typeof value !== "string") return undefined;
  const compact = value.replace(/\s+/g, "");
  if (!/^[\w+/-]*={0,2}$/.test(compact) || compact.replace(/=+$/, "").length % 4 === 1) return undefined;
  const text = Buffer.from(compact, "base64").toString("utf8");
  const json = isTextWanted ? undefined : parseJson(text);
  return json === undefined ? text : json;
}
