import { drawLatencyMs, type ResponseDefinition } from "@understudy/domain";
import {
  compileText,
  type FakerSource,
  mergeReads,
  type RenderContext,
  type TemplateReads,
} from "@understudy/templating";
import type { Files } from "./compile-file.ts";
import { compilePayload } from "./compile-payload.ts";
import { guardHeaders } from "./hostile-content.ts";
import type { Payload } from "./payload.ts";
import { requireResolved } from "./require-resolved.ts";

/** The bytes of an answer, and its payload as callbacks see it (`$.response`). */
export interface RenderedAnswer {
  status: number;
  /** Name, value, name, value… with the length of the body: ready to be written. */
  headers: readonly string[];
  body: Buffer;
  payload: unknown;
}

/** How an answer breaks on its way to the caller. */
export type Fault = { kind: "reset" } | { kind: "empty" } | { kind: "dribble"; durationMs: number };

/** An answer made ready: what can be rendered once is rendered when the mock is loaded. */
export interface CompiledAnswer {
  /** Set when no request changes anything of it. */
  fixed: RenderedAnswer | null;
  /** Whether it takes the same time for every call, `delayMs`, and arrives whole. */
  isSteady: boolean;
  delayMs: number;
  fault: Fault | null;
  reads: TemplateReads;
  /** Throws an AppError when it can't be made. */
  render: (context: RenderContext) => RenderedAnswer;
  /** How long one call waits for it: its delay, and its latency, drawn anew. */
  drawDelayMs: (faker: FakerSource) => number;
}

export interface CompileAnswerOptions {
  files: Files;
  /** Whether an expression without a value fails the answer (`strictTemplates`). */
  isStrict: boolean;
}

const emptyBody = Buffer.alloc(0);
const statusesWithoutBody = [204, 304];
const dribbleDefaultMs = 5_000;

export function compileAnswer(response: ResponseDefinition, options: CompileAnswerOptions): CompiledAnswer {
  const { latency, delay: delayMs = 0 } = response;
  const { render, isStatic, reads } = compileContent(response, options);
  const fault = faultOf(response);
  return {
    fixed: isStatic ? renderOnce(render) : null,
    isSteady: latency === undefined && fault === null,
    delayMs,
    fault,
    reads,
    render,
    drawDelayMs: ({ generator }) =>
      latency === undefined ? delayMs : delayMs + drawLatencyMs(latency, () => generator.number.float()),
  };
}

function compileContent(response: ResponseDefinition, { files, isStrict }: CompileAnswerOptions) {
  const status = statusOf(response);
  const payload = compilePayload(response, files);
  const headers = listHeaders(response.headers ?? {}).map(([name, value]) => ({ name, text: compileText(value) }));
  const parts = [payload, ...headers.map(({ text }) => text)];
  const renderHeaders = (context: RenderContext): [string, string][] =>
    headers.map(({ name, text }) => [name, headerValue(text.render(context))]);
  const areHeadersStatic = headers.every(({ text }) => text.isStatic);
  let known: Headers | undefined;
  const render = (context: RenderContext): RenderedAnswer => {
    const content = payload.render(context);
    if (known === undefined || !areHeadersStatic || known.contentType !== content.contentType)
      known = completeHeaders(status, renderHeaders(context), content);
    return assemble(status, known.list, content);
  };
  const unresolvable = parts.flatMap((part) => part.unresolvable);
  return {
    isStatic: parts.every((part) => part.isStatic),
    reads: mergeReads(parts.map((part) => part.reads)),
    render: isStrict ? requireResolved(render, { what: "the answer of this mock", unresolvable }) : render,
  };
}

/** 0 means absent, because some clients send every number. An error is one of ours unless it says otherwise (contract B4). */
function statusOf({ statusCode = 0, error }: ResponseDefinition): number {
  if (statusCode !== 0) return statusCode;
  return error ? 500 : 200;
}

function faultOf({ fault: kind, dribbleMs = dribbleDefaultMs }: ResponseDefinition): Fault | null {
  if (kind === undefined) return null;
  return kind === "dribble" ? { kind, durationMs: dribbleMs } : { kind };
}

/** What is static looks at nothing of its context. Null when it can't be made: that fails its calls, and not the loading of other mocks. */
function renderOnce(render: CompiledAnswer["render"]): RenderedAnswer | null {
  try {
    const answer = render({} as RenderContext);
    return { ...answer, headers: shareList(answer.headers) };
  } catch {
    return null;
  }
}

const sharedMax = 1_000;
const sharedLengthMax = 1_000;
const shared = new Map<string, readonly string[]>();

/** Equal lists are one, at first: thousands of mocks have the same headers, and what is shared stays in the caches of the processor. */
function shareList(list: readonly string[]): readonly string[] {
  // No header has this character.
  const key = list.join("\0");
  const same = shared.get(key);
  if (same !== undefined) return same;
  if (shared.size < sharedMax && key.length <= sharedLengthMax) shared.set(key, list);
  return list;
}

/** Those of an answer but for its length. Most answers have the same each time: working them out costs as much as rendering a short body. */
interface Headers {
  /** What they were made for. */
  contentType: string | null;
  list: readonly string[];
}

function completeHeaders(status: number, headers: [string, string][], { contentType }: Payload): Headers {
  const isTyped = contentType !== null && !statusesWithoutBody.includes(status) && !hasHeader(headers, "content-type");
  const all: [string, string][] = isTyped ? [...headers, ["content-type", contentType]] : headers;
  return { contentType, list: guardHeaders(all).flat() };
}

function assemble(status: number, headers: readonly string[], { body, value }: Payload): RenderedAnswer {
  if (statusesWithoutBody.includes(status)) return { status, headers, body: emptyBody, payload: value };
  return { status, headers: [...headers, "content-length", String(body.length)], body, payload: value };
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
