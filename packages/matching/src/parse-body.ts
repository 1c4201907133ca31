import { AppError } from "@understudy/domain";
import { parseJson } from "./json-text.ts";
import { parseMultipart, parseUrlEncoded } from "./parse-form.ts";
import { parseXml } from "./parse-xml.ts";

/** A body as conditions and templates see it. */
export interface BodyView {
  kind: "json" | "form" | "xml" | "text";
  value: unknown;
}

/**
 * Reads a body by its content type: forms and XML become objects, all else is JSON if it is JSON and text if not (contract E19).
 * Null when there is none. Throws `validation` or `too_large` for a body that is too deep or has too many values.
 */
export async function parseBody(bytes: Uint8Array, contentType: string | undefined): Promise<BodyView | null> {
  if (bytes.length === 0) return null;
  const { type, charset } = readContentType(contentType ?? "");
  if (type === "multipart/form-data") {
    const fields = await parseMultipart(bytes, contentType ?? "");
    return fields === null ? { kind: "text", value: decodeText(bytes, charset) } : { kind: "form", value: fields };
  }
  const text = decodeText(bytes, charset);
  // What looks like an object or a list is JSON whatever its label: curl -d calls everything a form.
  const isJson = isJsonType(type) || /^\s*[[{]/.test(text);
  const json = isJson ? parseJson(text) : undefined;
  if (json !== undefined) return { kind: "json", value: json };
  if (type === "application/x-www-form-urlencoded") return { kind: "form", value: parseUrlEncoded(text) };
  const xml = isXmlType(type) ? parseXml(text) : null;
  return xml === null ? { kind: "text", value: text } : { kind: "xml", value: xml };
}

interface ContentType {
  type: string;
  charset: string;
}

/** Few are in use, and taking one apart costs as much as parsing a short body. */
const knownTypes = new Map<string, ContentType>();
const knownTypesMax = 100;

function readContentType(header: string): ContentType {
  const known = knownTypes.get(header);
  if (known !== undefined) return known;
  const contentType = parseContentType(header);
  if (header.length <= 100 && knownTypes.size < knownTypesMax) knownTypes.set(header, contentType);
  return contentType;
}

function parseContentType(header: string): ContentType {
  const [type = "", ...parameters] = header.split(";").map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith("charset="))?.slice("charset=".length) ?? "";
  return { type, charset: charset.replace(/^"(.*)"$/, "$1") };
}

/** Without a label, and with one that says nothing about the text, it may be JSON as well. */
function isJsonType(type: string): boolean {
  return !type.startsWith("text/") && !isXmlType(type) && type !== "application/x-www-form-urlencoded";
}

function isXmlType(type: string): boolean {
  return type === "text/xml" || type === "application/xml" || type.endsWith("+xml");
}

const utf8 = new TextDecoder();

function decodeText(bytes: Uint8Array, charset: string): string {
  if (charset === "" || charset === "utf-8") return utf8.decode(bytes);
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AppError("validation", `the character set ${JSON.stringify(charset.slice(0, 50))} is not known`);
  }
}
