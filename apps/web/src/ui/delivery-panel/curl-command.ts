import { quoteForShell } from "../quote-for-shell.ts";
import type { StoredBody } from "./read-body.ts";

type Headers = readonly (readonly [name: string, value: string])[];

export interface MessageToSend {
  method: string;
  url: string;
  headers: Headers;
  body: StoredBody | null;
}

const idHeader = "webhook-id";

/** The headers with the one by which a receiver knows a delivery again; one that the callback sets itself stays. */
export function withDeliveryId(headers: Headers, deliveryId: string): Headers {
  return headers.some(([name]) => name.toLowerCase() === idHeader) ? headers : [...headers, [idHeader, deliveryId]];
}

/** A line for a shell that sends the same message; masked secrets are to be filled in. */
export function renderCurl(message: MessageToSend, deliveryId: string): string {
  const { method, url, body } = message;
  const headers = withDeliveryId(message.headers, deliveryId);
  const curl = [
    // Brackets and braces in a URL are curl's own patterns.
    `curl -i${/[[\]{}]/.test(url) ? "g" : ""} -X ${method} ${quoteForShell(url)}`,
    ...headers.map(renderHeader),
    ...(body === null ? [] : [...withoutCurlsType(headers), renderBody(body)]),
  ].join(" \\\n  ");
  return body?.encoding === "base64" ? `printf %s ${quoteForShell(body.content)} | base64 -d | ${curl}` : curl;
}

/** `Name;` is curl's way to send an empty one. */
function renderHeader([name, value]: readonly [string, string]): string {
  return `-H ${quoteForShell(value === "" ? `${name};` : `${name}: ${value}`)}`;
}

function renderBody({ encoding, content }: StoredBody): string {
  return encoding === "base64" ? "--data-binary @-" : `--data-raw ${quoteForShell(content)}`;
}

/** With a body, curl sends a content type of its own unless it is told not to. */
function withoutCurlsType(headers: Headers): string[] {
  return headers.some(([name]) => name.toLowerCase() === "content-type") ? [] : ["-H 'content-type:'"];
}
