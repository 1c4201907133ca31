import type { LoggedRequest } from "@understudy/database";
import { AppError, type SampleRequest } from "@understudy/domain";
import { decodeSegment, type MatchRequest, parseBody, parseQuery, splitPath } from "@understudy/matching";
import { decodeHeaders } from "./request-view.ts";

/** A request that was logged or made up, as conditions and templates see it. */
export type ReadableRequest = MatchRequest & { path: string };

/** What of it must be read: a body that nobody looks at need not be parsed. */
interface Reading {
  isBodyRead: boolean;
}

/** A logged request. A body that can't be read as what it says counts as none. */
export async function readLogged(logged: LoggedRequest, { isBodyRead }: Reading): Promise<ReadableRequest> {
  const headers = groupHeaders(decodeHeaders(logged.requestHeaders));
  const bytes = logged.requestBody ?? new Uint8Array();
  return {
    ...readTarget(logged),
    headers,
    query: parseQuery(logged.query),
    body: isBodyRead ? await parseLoggedBody(bytes, headers["content-type"]?.[0]) : "unread",
  };
}

/** A request that somebody made up. Throws `validation` for a body that can't be read. */
export async function readSample(sample: SampleRequest): Promise<ReadableRequest> {
  const [path = "/", ...rest] = sample.path.split("?");
  const pairs = toPairs(sample.headers ?? {});
  const isTyped = pairs.some(([name]) => name.toLowerCase() === "content-type");
  const { body } = sample;
  const isJson = body != null && typeof body !== "string";
  const headers = groupHeaders(isJson && !isTyped ? [...pairs, ["content-type", "application/json"]] : pairs);
  const text = body == null ? "" : isJson ? toJson(body) : body;
  return {
    ...readTarget({ method: sample.method, path }),
    headers,
    query: readQuery(sample.query ?? rest.join("?")),
    body: await parseBody(Buffer.from(text), headers["content-type"]?.[0]),
  };
}

function toJson(body: unknown): string {
  try {
    return JSON.stringify(body);
  } catch (error) {
    // It was JSON a moment ago: only its depth can be too much.
    throw new AppError("validation", "$.request.body: is nested too deep", { cause: error });
  }
}

function readTarget({ method, path }: { method: string; path: string }) {
  return { method, path, segments: splitPath(path).map(decodeSegment) };
}

function readQuery(query: NonNullable<SampleRequest["query"]>): Record<string, string[]> {
  if (typeof query === "string") return parseQuery(query.replace(/^\?/, ""));
  return parseQuery(new URLSearchParams(toPairs(query)).toString());
}

function toPairs(texts: Readonly<Record<string, string | string[]>>): [string, string][] {
  return Object.entries(texts).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, value]),
  );
}

/** Values by name, in lower case. */
export function groupHeaders(pairs: readonly [string, string][]): Record<string, string[]> {
  const headers = Object.create(null) as Record<string, string[]>;
  for (const [name, value] of pairs) (headers[name.toLowerCase()] ??= []).push(value);
  return headers;
}

/** A body that can't be read as what it says counts as none. */
export async function parseLoggedBody(
  bytes: Uint8Array,
  contentType: string | undefined,
): Promise<MatchRequest["body"]> {
  try {
    return await parseBody(bytes, contentType);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
