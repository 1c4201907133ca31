import { AppError, isBase64, type ResponseDefinition } from "@understudy/domain";
import { compileTemplate } from "@understudy/templating";
import { compileFile, type Files } from "./compile-file.ts";
import type { CompiledPayload, Payload } from "./payload.ts";

/** Compiles what an answer carries: its error, else its file, else its payload (contract B4). */
export function compilePayload(response: ResponseDefinition, files: Files): CompiledPayload {
  const { error, payloadTemplatePath, payload, decode } = response;
  if (error) return compileValue({ error });
  const source = payloadTemplatePath ? compileFile(payloadTemplatePath, files) : compileValue(payload ?? null);
  return decode ? decodePayload(source) : source;
}

function compileValue(value: unknown): CompiledPayload {
  const template = compileTemplate(value);
  return { ...template, render: (context) => encodeValue(template.render(context)) };
}

/** Objects, numbers and the like go out as compact JSON, a string as text, nothing as nothing (contract B4, A6). */
function encodeValue(value: unknown): Payload {
  if (value === undefined || value === null) return { body: Buffer.alloc(0), contentType: null, value };
  if (typeof value === "string") return { body: Buffer.from(value), contentType: "text/plain; charset=utf-8", value };
  return { body: Buffer.from(JSON.stringify(value)), contentType: "application/json", value };
}

/** The bytes that a base64 text stands for; callbacks see the text. */
function decodePayload(encoded: CompiledPayload): CompiledPayload {
  return {
    ...encoded,
    render: (context) => {
      const { body, value } = encoded.render(context);
      const text = body.toString("latin1");
      if (!isBase64(text))
        throw new AppError("internal", "the payload of this mock is not base64, which decode asks for");
      return { body: Buffer.from(text, "base64"), contentType: "application/octet-stream", value };
    },
  };
}
