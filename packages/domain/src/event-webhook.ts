import { z } from "zod";
import type { Problem } from "./app-error.ts";
import { type Callback, CallbackSchema, findClampedNumbers } from "./callback.ts";
import { findIgnoredAfterFailure } from "./ignored-parts.ts";
import { NameSchema } from "./mock.ts";
import { adminEventOperations, namespaceEventOperations } from "./operation.ts";
import { findIgnoredBySignature, findSigningProblems } from "./signature.ts";

/**
 * Where event webhooks of the installation, and their deliveries, have the name of a namespace. No namespace can have it
 * (NamespaceNameSchema).
 */
export const installationScope = "@installation";

/** Most event webhooks of a namespace, and of the installation. */
export const eventWebhooksMax = 100;

/** Asks for a delivery for each change of one kind. As it may be shown: its secrets masked. */
export interface EventWebhook {
  /** `installationScope`: it is one of the installation. */
  namespace: string;
  id: string;
  name: string | null;
  /** One that we don't know is kept, and never fires (contract F.12, C12). */
  operation: string;
  /** As its maker listed them, for clients that do; empty: they named the operation. */
  events: string[];
  /** What is sent: an HTTP callback. */
  callback: EventCallback;
  enabled: boolean;
  /** Why it is disabled, when nobody did that by hand. */
  disabledReason: string | null;
  /** When it failed first since it last succeeded; null: it does not fail. */
  failingSince: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

const callbackFields = [
  "url",
  "method",
  "headers",
  "body",
  "timeout",
  "retryCount",
  "retryDelay",
  "retryPolicy",
  "secretHeaders",
  "sign",
] as const;

/** The part of a callback that an event webhook has. */
export type EventCallback = Pick<Callback, (typeof callbackFields)[number]>;

/** Names of the contract's clients for what the seed calls otherwise (F.12, C13). */
const pastTense: Readonly<Record<string, string>> = {
  "mock.created": "mock.create",
  "mock.updated": "mock.update",
  "mock.deleted": "mock.delete",
  "mock.restored": "mock.restore",
};

/** The operation that a name means. */
export function operationOf(name: string): string {
  return pastTense[name] ?? name;
}

/** Long enough for every client that we know; one webhook is stored for each. */
const eventsMax = 50;

const { url, method, headers, body, timeout, retryCount, retryDelay, retryPolicy, secretHeaders, sign } =
  CallbackSchema.shape;

/** Body of the requests that write an event webhook whose operation is one of these. */
function eventWebhookSchema(operations: readonly string[]) {
  const allowed = `one of ${operations.join(", ")}`;
  const fields = z
    .object({
      /** Of the one that is to be changed, or made under this id. Empty counts as absent. */
      id: z
        .string()
        .max(200)
        .regex(/^[^\u0000-\u001f\u007f/]*$/, "must contain neither slashes nor control characters")
        .nullish(),
      name: NameSchema.nullish(),
      operation: z
        .string()
        .nullish()
        .refine((name) => !name || operations.includes(operationOf(name)), `must be ${allowed}`),
      events: z.array(NameSchema).max(eventsMax, `must have at most ${eventsMax} items`).nullish(),
      enabled: z.boolean().nullish(),
      ...{ url: url.nullable(), method: method.nullable(), headers: headers.nullable(), body },
      ...{ timeout: timeout.nullable(), retryCount: retryCount.nullable(), retryDelay: retryDelay.nullable() },
      ...{ retryPolicy: retryPolicy.nullable(), secretHeaders: secretHeaders.nullable(), sign: sign.nullable() },
    })
    .superRefine((input, context) => {
      if (!input.url) context.addIssue({ code: "custom", path: ["url"], message: "is required" });
      else if (!isHttpUrl(input.url)) {
        context.addIssue({
          code: "custom",
          path: ["url"],
          message: "must be a URL that starts with http:// or https://",
        });
      }
      if (!input.operation && (input.events ?? []).length === 0) {
        context.addIssue({ code: "custom", path: ["operation"], message: `is required: ${allowed}` });
      }
      for (const found of findSigningProblems(withoutNulls(input))) context.addIssue({ code: "custom", ...found });
    });
  return fields.transform(withoutNulls);
}

export const NamespaceWebhookInputSchema = eventWebhookSchema(namespaceEventOperations);
export const AdminWebhookInputSchema = eventWebhookSchema(adminEventOperations);
export type EventWebhookInput = z.infer<typeof NamespaceWebhookInputSchema>;

/** Templates are for body and headers: where it goes is known when it is saved. */
function isHttpUrl(text: string): boolean {
  const parsed = URL.parse(text);
  return parsed !== null && (parsed.protocol === "http:" || parsed.protocol === "https:");
}

/** Clients write null for what they don't use. A body that is null counts as absent too (contract F76). */
function withoutNulls<Input extends object>(input: Input): { [Key in keyof Input]: Exclude<Input[Key], null> } {
  const entries = Object.entries(input).filter(([, field]) => field !== null);
  return Object.fromEntries(entries) as { [Key in keyof Input]: Exclude<Input[Key], null> };
}

/** What is sent, of an input. */
export function callbackOf(input: EventWebhookInput): EventCallback {
  const entries = callbackFields.flatMap((field) => (input[field] === undefined ? [] : [[field, input[field]]]));
  return Object.fromEntries(entries) as EventCallback;
}

/** What of an input was made smaller, has no effect, or is kept without ever firing: the caller is told. */
export function findEventWebhookWarnings(
  input: EventWebhookInput,
  sent: unknown,
  operations: readonly string[],
): Problem[] {
  const callback = callbackOf(input);
  const below = findClampedNumbers({ webhooks: [callback] }, { webhooks: [sent] });
  const ignored = [...findIgnoredBySignature(callback), ...findIgnoredAfterFailure(callback)];
  const unknown = input.operation ? [] : (input.events ?? []).entries();
  return [
    ...below.map(({ path, message }) => ({ path: path.replace("$.webhooks[0]", "$"), message })),
    ...ignored.map(({ path, message }) => ({ path: `$${path}`, message })),
    ...[...unknown].flatMap(([index, name]) =>
      operations.includes(operationOf(name))
        ? []
        : [{ path: `$.events[${index}]`, message: `is kept, and never fires: known are ${operations.join(", ")}` }],
    ),
  ];
}
