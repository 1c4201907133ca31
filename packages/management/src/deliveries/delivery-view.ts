import type { StoredAttempt, StoredDelivery } from "@understudy/database";
import { decodeMessage, type Message, secretMask } from "@understudy/domain";
import { type BodyView, viewBody } from "../body-view.ts";

/** A delivery as it may be shown: its message decoded, secrets masked. */
export type DeliveryView = Omit<StoredDelivery, "message" | "target"> & {
  /** Where it goes: a URL. Null where nothing could be rendered. */
  destination: string | null;
  message: MessageView | null;
};

export interface MessageView {
  method: string;
  url: string;
  headers: [name: string, value: string][];
  /** Text as it is, other bytes as base64. Null: none. */
  body: BodyView | null;
  /** In lists a long body is cut after 16 KiB. */
  isBodyTruncated: boolean;
}

export type AttemptView = Omit<StoredAttempt, "isDelivered" | "responseHeaders" | "responseBody"> & {
  outcome: "delivered" | "failed";
  responseHeaders: [name: string, value: string][] | null;
  /** The first 16 KiB. */
  responseBody: BodyView | null;
};

export function viewDelivery(stored: StoredDelivery): DeliveryView {
  const { message, target: _lane, ...rest } = stored;
  if (message === null) return { ...rest, destination: null, message: null };
  const decoded = decodeMessage(Buffer.from(message.head).toString());
  return { ...rest, destination: decoded.url, message: viewMessage(decoded, message) };
}

export function viewAttempt(stored: StoredAttempt): AttemptView {
  const { isDelivered, responseHeaders, responseBody, ...rest } = stored;
  return {
    ...rest,
    outcome: isDelivered ? "delivered" : "failed",
    // We wrote it ourselves.
    responseHeaders: responseHeaders && (JSON.parse(Buffer.from(responseHeaders).toString()) as [string, string][]),
    responseBody: responseBody && viewBody(responseBody),
  };
}

function viewMessage(message: Message, { body, isBodyTruncated }: NonNullable<StoredDelivery["message"]>): MessageView {
  const { method, url, headers, sealedHeaders } = message;
  const isSealed = (name: string): boolean => sealedHeaders.includes(name.toLowerCase());
  return {
    method,
    url,
    headers: headers.map(([name, value]) => [name, isSealed(name) ? secretMask : value]),
    body: body && viewBody(body),
    isBodyTruncated,
  };
}
