import type { ResponseDefinition } from "@understudy/domain";
import {
  compileTemplate,
  compileText,
  mergeReads,
  noReads,
  type RenderContext,
  type TemplateReads,
} from "@understudy/templating";
import { guardHeaders } from "./hostile-content.ts";

/** The bytes of an answer, and its payload as callbacks see it (`$.response`). */
export interface RenderedAnswer {
  status: number;
  /** Name, value, name, value… with the length of the body: ready to be written. */
  headers: readonly string[];
  body: Buffer;
  payload: unknown;
}

/** An answer made ready: what can be rendered once is rendered when the mock is loaded. */
export interface CompiledAnswer {
  /** Set when no request changes anything of it. */
  fixed: RenderedAnswer | null;
  status: number;
  delayMs: number;
  reads: TemplateReads;
  render: (context: RenderContext) => RenderedAnswer;
}

const emptyBody = Buffer.alloc(0);
const statusesWithoutBody = [204, 304];

export function compileAnswer(response: ResponseDefinition): CompiledAnswer {
  // 0 means absent: some clients send every number.
  const status = response.statusCode === 0 ? 200 : (response.statusCode ?? 200);
  const payload = compileTemplate(response.payload ?? null);
  const headers = listHeaders(response.headers ?? {}).map(([name, value]) => ({ name, text: compileText(value) }));
  const delayMs = response.delay ?? 0;
  if (payload.isStatic && headers.every(({ text }) => text.isStatic)) {
    const rendered = headers.map(({ name, text }): [string, string] => [name, text.render(nothing)]);
    return toFixedAnswer(assemble(status, rendered, response.payload ?? null), delayMs);
  }
  const render = (context: RenderContext): RenderedAnswer => {
    const rendered = headers.map(({ name, text }): [string, string] => [name, headerValue(text.render(context))]);
    return assemble(status, rendered, payload.render(context));
  };
  const reads = mergeReads([payload.reads, ...headers.map(({ text }) => text.reads)]);
  return { fixed: null, status, delayMs, reads, render };
}

/** Apart from the above, lest it keep the templates in memory: there may be 100,000 of these. */
function toFixedAnswer(fixed: RenderedAnswer, delayMs: number): CompiledAnswer {
  return { fixed, status: fixed.status, delayMs, reads: noReads, render: () => fixed };
}

/** A static text renders to itself and looks at nothing of its context. */
const nothing = {} as RenderContext;

function assemble(status: number, headers: [string, string][], payload: unknown): RenderedAnswer {
  const { body, contentType } = renderPayload(payload);
  const isBodyless = statusesWithoutBody.includes(status);
  const typed = contentType !== null && !isBodyless && !hasHeader(headers, "content-type");
  const all: [string, string][] = typed ? [...headers, ["content-type", contentType]] : headers;
  const guarded = guardHeaders(all).flat();
  if (isBodyless) return { status, headers: guarded, body: emptyBody, payload };
  return { status, headers: [...guarded, "content-length", String(body.length)], body, payload };
}

/** Objects, numbers and the like go out as compact JSON, a string as text, nothing as nothing (contract B4, A6). */
function renderPayload(payload: unknown): { body: Buffer; contentType: string | null } {
  if (payload === undefined || payload === null) return { body: emptyBody, contentType: null };
  if (typeof payload === "string") return { body: Buffer.from(payload), contentType: "text/plain; charset=utf-8" };
  return { body: Buffer.from(JSON.stringify(payload)), contentType: "application/json" };
}

/** What a template brings in may not end a header or begin another; characters beyond Latin-1 can't be sent in one. */
function headerValue(text: string): string {
  return text.replace(/[^\t\u0020-\u007e\u0080-\u00ff]/g, " ");
}

/**
 * Headers that are ours to set, whatever the mock says: those that describe the transfer, where a wrong one would break the connection,
 * and the request id (contract, Decided 18).
 */
const ourHeaders = new Set([
  "x-request-id",
  "content-length",
  "transfer-encoding",
  "connection",
  "keep-alive",
  "upgrade",
  "trailer",
]);

function listHeaders(headers: Record<string, readonly string[]>): [string, string][] {
  return Object.entries(headers)
    .filter(([name]) => !ourHeaders.has(name.toLowerCase()))
    .flatMap(([name, values]) => values.map((value): [string, string] => [name, value]));
}

function hasHeader(headers: readonly [string, string][], wanted: string): boolean {
  return headers.some(([name]) => name.toLowerCase() === wanted);
}
