import type { LoggedRequest } from "@understudy/database";
import { type BodyView, viewBody } from "../body-view.ts";

/** A logged request as it may be shown. What the caller sent as a secret was masked when it was logged. */
export interface RequestView {
  id: string;
  namespace: string;
  receivedAt: Date;
  method: string;
  /** Below the namespace. */
  path: string;
  query: string;
  headers: [name: string, value: string][];
  body: BodyView | null;
  isBodyTruncated: boolean;
  address: string;
  /** Null: no mock matched. */
  mockId: string | null;
  mockVersion: number | null;
  durationMs: number;
  response: {
    status: number;
    headers: [name: string, value: string][];
    body: BodyView | null;
    isBodyTruncated: boolean;
  };
}

/** In lists bodies are cut after so many bytes. */
export const listedBodyBytesMax = 16_384;

export function viewRequest(logged: LoggedRequest): RequestView {
  const { namespace, id, receivedAt, method, path, query, address, mockId, mockVersion, durationMs } = logged;
  return {
    id,
    namespace,
    receivedAt,
    method,
    path,
    query,
    headers: decodeHeaders(logged.requestHeaders),
    body: logged.requestBody && viewBody(logged.requestBody),
    isBodyTruncated: logged.isRequestBodyTruncated,
    address,
    mockId,
    mockVersion,
    durationMs,
    response: {
      status: logged.status,
      headers: decodeHeaders(logged.responseHeaders),
      body: logged.responseBody && viewBody(logged.responseBody),
      isBodyTruncated: logged.isResponseBodyTruncated,
    },
  };
}

/** We wrote them ourselves. */
export function decodeHeaders(bytes: Uint8Array): [string, string][] {
  return JSON.parse(Buffer.from(bytes).toString()) as [string, string][];
}
