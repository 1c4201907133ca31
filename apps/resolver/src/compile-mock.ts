import { findUnservedParts, type Mock, type ResponseDefinition } from "@understudy/domain";
import type { Indexed } from "@understudy/matching";
import { guardHeaders } from "./hostile-content.ts";

/** A mock made ready to answer: nothing of its definition is looked at again when it is called (design 1). */
export interface CompiledMock extends Indexed {
  /** Milliseconds since 1970, or null when it never expires. */
  expireAt: number | null;
  answer: Answer;
}

/** The bytes to write, or why there are none. */
export type Answer =
  | { kind: "static"; status: number; headers: readonly string[]; body: Buffer; delayMs: number }
  | { kind: "unserved"; message: string };

const emptyBody = Buffer.alloc(0);
const statusesWithoutBody = [204, 304];

/** Compiles a mock. Null when it is of a protocol that has no route to be found by. */
export function compileMock(mock: Mock): CompiledMock | null {
  const { http } = mock.definition;
  if (http === undefined) return null;
  const conditions = [http.conditions, http.queryParams, http.header];
  return {
    id: mock.id,
    method: http.httpMethod ? http.httpMethod.toUpperCase() : null,
    route: joinRoute(mock.definition.pathPrefix ?? "", http.route ?? http.routePattern ?? ""),
    priority: mock.definition.priority ?? 0,
    conditionCount: conditions.reduce((count, list) => count + (list?.length ?? 0), 0),
    createdAt: mock.createdAt.getTime(),
    expireAt: mock.expireAt?.getTime() ?? null,
    answer: compileAnswer(mock),
  };
}

function joinRoute(prefix: string, route: string): string {
  const trimmed = prefix.replace(/^\/+|\/+$/g, "");
  return `${trimmed === "" ? "" : `/${trimmed}`}/${route.replace(/^\//, "")}`;
}

function compileAnswer(mock: Mock): Answer {
  const missing = findUnservedParts(mock.definition).filter((part) => part.isNeededToAnswer);
  if (missing.length > 0) {
    const paths = missing.map((part) => part.path).join(", ");
    return {
      kind: "unserved",
      message: `the mock ${JSON.stringify(mock.id)} uses ${paths}, which this version does not serve yet`,
    };
  }
  return compileStatic(mock.definition.response ?? {});
}

function compileStatic(response: ResponseDefinition): Answer {
  // 0 means absent: some clients send every number.
  const status = response.statusCode === 0 ? 200 : (response.statusCode ?? 200);
  const { body, contentType } = renderPayload(response.payload);
  const isBodyless = statusesWithoutBody.includes(status);
  const headers = listHeaders(response.headers ?? {});
  if (contentType !== null && !isBodyless && !hasHeader(headers, "content-type"))
    headers.push(["content-type", contentType]);
  return {
    kind: "static",
    status,
    headers: guardHeaders(headers).flat(),
    body: isBodyless ? emptyBody : body,
    delayMs: response.delay ?? 0,
  };
}

/** Objects, numbers and the like go out as compact JSON, a string as text, nothing as nothing (contract B4, A6). */
function renderPayload(payload: unknown): { body: Buffer; contentType: string | null } {
  if (payload === undefined || payload === null) return { body: emptyBody, contentType: null };
  if (typeof payload === "string") return { body: Buffer.from(payload), contentType: "text/plain; charset=utf-8" };
  return { body: Buffer.from(JSON.stringify(payload)), contentType: "application/json" };
}

/** Headers that describe the transfer are ours to set, whatever the mock says: a wrong one would break the connection. */
const transferHeaders = new Set([
  "content-length",
  "transfer-encoding",
  "connection",
  "keep-alive",
  "upgrade",
  "trailer",
]);

function listHeaders(headers: Record<string, readonly string[]>): [string, string][] {
  return Object.entries(headers)
    .filter(([name]) => !transferHeaders.has(name.toLowerCase()))
    .flatMap(([name, values]) => values.map((value): [string, string] => [name, value]));
}

function hasHeader(headers: readonly [string, string][], wanted: string): boolean {
  return headers.some(([name]) => name.toLowerCase() === wanted);
}
