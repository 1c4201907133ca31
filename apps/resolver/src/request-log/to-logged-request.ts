import type { BlockList } from "node:net";
import type { LoggedRequest } from "@understudy/database";
import { isSecretHeader, secretMask } from "@understudy/domain";
import type { CapturedBody } from "../captured-body.ts";
import { readAddress } from "../client-info.ts";
import { queryOf } from "../stub-request.ts";
import { pathOf, readTarget } from "../stub-target.ts";
import { listSent, type LoggableCall, receivedAtOf } from "./loggable-call.ts";

/** What the log keeps of a call. Secrets that the caller sent are masked: the log holds none. */
export function toLoggedRequest(call: LoggableCall, trustedProxies: BlockList): LoggedRequest {
  const { mock, answer, body } = call;
  return {
    namespace: call.namespace,
    id: call.id,
    receivedAt: new Date(receivedAtOf(call)),
    method: call.method,
    path: readTarget(pathOf(call.url)).path,
    query: queryOf(call.url),
    requestHeaders: encodeHeaders(call.rawHeaders),
    requestBody: bytesOf(body),
    isRequestBodyTruncated: body?.isCut ?? false,
    address: readAddress(call.peer, findHeader(call.rawHeaders, "x-forwarded-for"), trustedProxies),
    mockId: mock?.id ?? null,
    mockVersion: mock?.version ?? null,
    status: answer.status,
    responseHeaders: encodeHeaders(listSent(answer, call.id)),
    responseBody: answer.body.length === 0 ? null : answer.body,
    isResponseBodyTruncated: answer.isBodyCut,
    durationMs: Math.round(call.durationMs),
  };
}

/** What a header says; one that was sent several times as Node joins it. */
function findHeader(rawHeaders: readonly string[], wanted: string): string | undefined {
  const values = rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === wanted);
  return values.length === 0 ? undefined : values.join(", ");
}

/** Names and values in their order, as JSON in UTF-8. */
export function encodeHeaders(rawHeaders: readonly string[]): Buffer {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? "";
    pairs.push([name, isSecretHeader(name) ? secretMask : (rawHeaders[index + 1] ?? "")]);
  }
  return Buffer.from(JSON.stringify(pairs));
}

/** At most what is kept; a body that is still coming gives what has come. */
export function bytesOf(body: CapturedBody | null): Buffer | null {
  if (body === null || body.byteCount === 0) return null;
  const [only, ...others] = body.chunks;
  const all = only !== undefined && others.length === 0 ? only : Buffer.concat(body.chunks);
  return all.subarray(0, body.bytesMax);
}
