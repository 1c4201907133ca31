import type { EventWebhookView } from "@understudy/management";
import { secretMask } from "@understudy/domain";

/** What the dialog's fields say, each as text. */
export interface WebhookFields {
  operation: string;
  name: string;
  url: string;
  method: string;
  headers: string;
  body: string;
  retryCount: string;
  retryDelay: string;
  timeout: string;
  scheme: string;
  secret: string;
}

/** No signature; what the API set and the dialog has no fields for stays as it is. */
export const noScheme = "none";
export const keptScheme = "kept";

/** Schemes of which a secret says everything. */
export const signatureSchemes = ["standard-webhooks", "github", "stripe", "slack", "shopify"] as const;

export function toFields(webhook: EventWebhookView | null, defaultOperation: string): WebhookFields {
  const { url = "", method = "POST", headers = {}, body, sign, ...numbers } = webhook?.callback ?? {};
  const isKnown = signatureSchemes.some((scheme) => scheme === sign?.scheme);
  return {
    operation: webhook?.operation ?? defaultOperation,
    name: webhook?.name ?? "",
    url,
    method,
    headers: Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}`)
      .join("\n"),
    body: body === undefined ? "" : JSON.stringify(body, null, 2),
    retryCount: numberText(numbers.retryCount),
    retryDelay: numberText(numbers.retryDelay),
    timeout: numberText(numbers.timeout),
    scheme: sign === undefined ? noScheme : isKnown ? sign.scheme : keptScheme,
    secret: isKnown ? secretMask : "",
  };
}

/** The input that the fields make, of what the webhook was; or what is wrong with one of them. */
export function toInput(
  fields: WebhookFields,
  webhook: EventWebhookView | null,
): { input: Record<string, unknown> } | { field: "headers" | "body"; problem: string } {
  const headers = parseHeaders(fields.headers);
  if (headers === null) return { field: "headers", problem: "Each line must be a name, a colon and a value." };
  const body = parseBody(fields.body);
  if (body === null) return { field: "body", problem: "The body must be JSON." };
  const { retryPolicy, secretHeaders, sign } = webhook?.callback ?? {};
  const numbers = { retryCount: fields.retryCount, retryDelay: fields.retryDelay, timeout: fields.timeout };
  return {
    input: {
      ...(webhook !== null && { id: webhook.id, enabled: webhook.enabled, events: webhook.events }),
      ...{
        operation: fields.operation,
        name: fields.name.trim(),
        url: fields.url.trim(),
        method: fields.method,
        headers,
      },
      ...(body.value !== undefined && { body: body.value }),
      ...Object.fromEntries(
        Object.entries(numbers).flatMap(([name, text]) => (text === "" ? [] : [[name, Number(text)]])),
      ),
      ...{ retryPolicy, secretHeaders, sign: signOf(fields, sign) },
    },
  };
}

function signOf({ scheme, secret }: WebhookFields, stored: EventWebhookView["callback"]["sign"]): unknown {
  if (scheme === noScheme) return undefined;
  if (scheme === keptScheme) return stored;
  return stored?.scheme === scheme ? { ...stored, secret } : { scheme, secret };
}

function numberText(value: number | undefined): string {
  return value === undefined ? "" : String(value);
}

function parseHeaders(text: string): Record<string, string> | null {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const pairs = lines.map((line) => /^([^:]+):(.*)$/.exec(line.trim()));
  if (pairs.includes(null)) return null;
  return Object.fromEntries(pairs.map((pair) => [pair?.[1]?.trim() ?? "", pair?.[2]?.trim() ?? ""]));
}

/** Empty: none. Null: it is no JSON. */
function parseBody(text: string): { value: unknown } | null {
  if (text.trim() === "") return { value: undefined };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}
