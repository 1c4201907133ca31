import { Busboy, type BusboyInstance } from "@fastify/busboy";
import { AppError } from "@understudy/domain";

const fieldsMax = 10_000;

/** A field of a form; a file is told by what it is, not by its bytes. */
type FieldValue = string | { filename: string; contentType: string; size: number };

/** The fields of a form; one that is repeated is an array. */
type Fields = Record<string, FieldValue | FieldValue[]>;

/** Reads `application/x-www-form-urlencoded`. */
export function parseUrlEncoded(text: string): Fields {
  let count = 1;
  for (let at = text.indexOf("&"); at !== -1; at = text.indexOf("&", at + 1)) {
    if (++count > fieldsMax) throw tooManyFields();
  }
  return toFields(new URLSearchParams(text));
}

/** Reads `multipart/form-data`. Null if it is not well-formed. */
export async function parseMultipart(bytes: Uint8Array, contentType: string): Promise<Fields | null> {
  const entries: [string, FieldValue][] = [];
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  const parser = createParser(contentType);
  if (parser === null) return null;
  parser.on("field", (name, value) => entries.push([name, value]));
  parser.on("file", (...[name, stream, filename, , type]) => {
    stream.on("end", () => entries.push([name, { filename, contentType: type, size: stream.bytesRead }]));
    // What is in it is nobody's business; unread, it would hold up the rest.
    stream.resume();
  });
  parser.on("partsLimit", () => reject(tooManyFields()));
  parser.on("finish", () => resolve(true));
  parser.on("error", () => resolve(false));
  parser.end(bytes);
  const isWellFormed = await promise;
  return isWellFormed && entries.every(([name]) => typeof name === "string") ? toFields(entries) : null;
}

function createParser(contentType: string): BusboyInstance | null {
  const sizeMax = Number.MAX_SAFE_INTEGER;
  try {
    // The size of the whole body is limited where it is read.
    const limits = { parts: fieldsMax, fields: fieldsMax, files: fieldsMax, fieldSize: sizeMax, fieldNameSize: 1_000 };
    return new Busboy({ headers: { "content-type": contentType }, limits });
  } catch (error) {
    // It has no boundary.
    if (error instanceof Error) return null;
    throw error;
  }
}

function toFields(entries: Iterable<[string, FieldValue]>): Fields {
  // Without a prototype: a field may be called __proto__.
  const fields = Object.create(null) as Fields;
  for (const [name, value] of entries) {
    const earlier = fields[name];
    if (earlier === undefined) fields[name] = value;
    else if (Array.isArray(earlier)) earlier.push(value);
    else fields[name] = [earlier, value];
  }
  return fields;
}

function tooManyFields(): AppError {
  return new AppError("too_large", `the form has more than ${fieldsMax} fields`);
}
