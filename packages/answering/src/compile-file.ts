import { AppError } from "@understudy/domain";
import { compileTemplate, compileText, noReads } from "@understudy/templating";
import { contentTypeOfFile } from "./file-content-type.ts";
import type { CompiledPayload } from "./payload.ts";

/** Stored files by name: at least those that the mock names. */
export type Files = ReadonlyMap<string, Uint8Array>;

/**
 * Compiles a stored file as the payload of an answer. JSON is a template whose values keep their types, other text one in which they
 * take their text form; what is not UTF-8, and what holds no expression, is sent byte by byte as it is.
 */
export function compileFile(name: string, files: Files): CompiledPayload {
  const bytes = files.get(name);
  if (bytes === undefined) return missingFile(name);
  const text = readUtf8(bytes);
  if (text === null) return fixedFile(bytes, { contentType: contentTypeOfFile(name, "bytes"), value: undefined });
  const json = parseJsonFile(name, text);
  return json === null ? compileTextFile(text, { name, bytes }) : compileJsonFile(json.value, bytes);
}

function compileJsonFile(value: unknown, bytes: Uint8Array): CompiledPayload {
  const contentType = "application/json";
  const template = compileTemplate(value);
  if (template.isStatic) return { ...fixedFile(bytes, { contentType, value }), unresolvable: template.unresolvable };
  return {
    ...template,
    render: (context) => {
      const rendered = template.render(context);
      return { body: Buffer.from(JSON.stringify(rendered)), contentType, value: rendered };
    },
  };
}

function compileTextFile(text: string, { name, bytes }: { name: string; bytes: Uint8Array }): CompiledPayload {
  const contentType = contentTypeOfFile(name, "text");
  const template = compileText(text);
  if (template.isStatic)
    return { ...fixedFile(bytes, { contentType, value: text }), unresolvable: template.unresolvable };
  return {
    ...template,
    render: (context) => {
      const value = template.render(context);
      return { body: Buffer.from(value), contentType, value };
    },
  };
}

function fixedFile(bytes: Uint8Array, rest: { contentType: string; value: unknown }): CompiledPayload {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { isStatic: true, reads: noReads, unresolvable: [], render: () => ({ body, ...rest }) };
}

/** Calls say so; the answer is right as soon as the file is there. */
function missingFile(name: string): CompiledPayload {
  const message = `this mock answers with the file ${JSON.stringify(name)}, which is not stored in its namespace`;
  return {
    isStatic: false,
    reads: noReads,
    unresolvable: [],
    render: () => {
      throw new AppError("internal", message);
    },
  };
}

function readUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The value of a file that is an object or array, or any JSON in a file whose name says so; null when it is neither. */
function parseJsonFile(name: string, text: string): { value: unknown } | null {
  if (!/^\s*[[{]/.test(text) && !/\.json$/i.test(name)) return null;
  try {
    const value: unknown = JSON.parse(text);
    // What is nested too deeply to be written again is text.
    JSON.stringify(value);
    return { value };
  } catch {
    return null;
  }
}
