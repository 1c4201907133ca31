import type { IncomingMessage } from "node:http";
import { AppError } from "@understudy/domain";
import type { RequestView } from "@understudy/templating";

/** Reads a request as templates see it. The body is read to its end, and parsed if someone looks at it. */
export async function readRequestView(
  request: IncomingMessage,
  options: { path: string; pathParams: Readonly<Record<string, string>>; isBodyRead: boolean; bodyBytesMax: number },
): Promise<RequestView> {
  const body = await readBody(request, options.bodyBytesMax);
  return {
    body: options.isBodyRead ? parseBody(body) : undefined,
    headers: request.headersDistinct as Record<string, string[]>,
    query: parseQuery(request.url ?? ""),
    pathParams: options.pathParams,
    method: request.method ?? "GET",
    path: options.path,
  };
}

/** By events: the stream's iterator would cost a templated answer a sixth of its time. */
function readBody(request: IncomingMessage, bytesMax: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let count = 0;
    const take = (chunk: Buffer): void => {
      count += chunk.length;
      if (count <= bytesMax) {
        chunks.push(chunk);
        return;
      }
      // What is left is read past by whoever answers.
      request.off("data", take);
      reject(new AppError("too_large", `the request body is larger than ${bytesMax} bytes`));
    };
    request.on("data", take);
    request.on("end", () => resolve(Buffer.concat(chunks)));
    request.on("error", reject);
  });
}

/** JSON if it is JSON, whatever it is labelled; else its text (contract E19). Undefined when there is none. */
function parseBody(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  const text = body.toString("utf8");
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function parseQuery(url: string): Record<string, string[]> {
  // Without a prototype: a parameter may be called __proto__.
  const query = Object.create(null) as Record<string, string[]>;
  const start = url.indexOf("?");
  if (start === -1) return query;
  for (const [name, value] of new URLSearchParams(url.slice(start + 1))) (query[name] ??= []).push(value);
  return query;
}
