import type { UndefinedRequest } from "@understudy/database";
import { type BodyView, viewBody } from "../body-view.ts";
import { decodeHeaders } from "../requests/request-view.ts";

/** Calls that no mock matched, as they may be shown; headers, query and body are those of the last one. */
export type UndefinedRequestView = Omit<UndefinedRequest, "requestHeaders" | "requestBody" | "explanation"> & {
  headers: [name: string, value: string][];
  body: BodyView | null;
  /** Why: the nearest mocks and what failed. */
  explanation: unknown;
};

export function viewUndefinedRequest(stored: UndefinedRequest): UndefinedRequestView {
  const { requestHeaders, requestBody, explanation, ...rest } = stored;
  return {
    ...rest,
    headers: decodeHeaders(requestHeaders),
    body: requestBody && viewBody(requestBody),
    explanation: explanation && (JSON.parse(Buffer.from(explanation).toString()) as unknown),
  };
}
