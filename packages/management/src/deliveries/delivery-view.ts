import type { StoredAttempt, StoredDelivery } from "@understudy/database";
import {
  type ChaosEffect,
  decodeMessage,
  destinationOf,
  type HttpMessage,
  type Message,
  secretMask,
  signatureHeadersOf,
} from "@understudy/domain";
import { type BodyView, viewBody } from "../body-view.ts";

/** A delivery as it may be shown: its message decoded, secrets masked. */
export type DeliveryView = Omit<StoredDelivery, "message" | "target"> & {
  /** Where it goes, as a URL. Null where nothing could be rendered. */
  destination: string | null;
  message: MessageView | null;
};

/** What of a message may be shown. */
export type RenderedView = AddressView & ContentView;

export type MessageView = RenderedView & {
  /** In lists a long body is cut after 16 KiB. */
  isBodyTruncated: boolean;
  /** What chaos did to it. */
  chaos: ChaosEffect[];
};

interface ContentView {
  headers: [name: string, value: string][];
  /** Text as it is, other bytes as base64. Null: none. */
  body: BodyView | null;
}

/** How each attempt is signed. The signature itself is made when it is sent, and no secret is shown. */
export interface SignatureView {
  scheme: string;
  /** Headers that it sets. */
  headers: string[];
  /** Whether it is wrong on purpose. */
  isCorrupt: boolean;
}

/** What a message says beside headers and body, by the means of sending. No login: its password is a secret. */
type AddressView =
  | { type: "http"; method: string; url: string; signature: SignatureView | null }
  | { type: "kafka"; brokers: string[]; topic: string; key: string | null }
  | { type: "rabbitmq"; exchange: string; routingKey: string; contentType: string; isMandatory: boolean };

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
  return {
    ...rest,
    destination: destinationOf(decoded),
    message: {
      ...viewMessage(decoded, message.body),
      isBodyTruncated: message.isBodyTruncated,
      chaos: decoded.chaos ?? [],
    },
  };
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

/** A message as it may be shown, secrets masked. */
export function viewMessage(message: Message, body: Uint8Array | null): RenderedView {
  const { headers, sealedHeaders } = message;
  const isSealed = (name: string): boolean => sealedHeaders.includes(name.toLowerCase());
  return {
    ...viewAddress(message),
    headers: headers.map(([name, value]) => [name, isSealed(name) ? secretMask : value]),
    body: body && viewBody(body),
  };
}

function viewSignature({ signature }: HttpMessage): SignatureView | null {
  if (signature === undefined) return null;
  const { signing } = signature;
  return { scheme: signing.scheme, headers: signatureHeadersOf(signing), isCorrupt: signing.corrupt ?? false };
}

function viewAddress(message: Message): AddressView {
  switch (message.kind) {
    case "http":
      return { type: "http", method: message.method, url: message.url, signature: viewSignature(message) };
    case "kafka":
      return { type: "kafka", brokers: message.brokers, topic: message.topic, key: message.key };
    case "rabbitmq": {
      const { exchange, routingKey, contentType, isMandatory } = message;
      return { type: "rabbitmq", exchange, routingKey, contentType, isMandatory };
    }
  }
}
