import { z } from "zod";
import { ConditionsSchema } from "./condition.ts";

/** The request side of a mock, one schema a protocol (contract B2, B9). Only `http` is served; the others are kept and returned. */

const conditions = ConditionsSchema.optional();
const text = z.string().optional();
const flag = z.boolean().optional();

export const HttpContextSchema = z.object({
  /** Path below the namespace, `:name` for a parameter: `/api/users/:id`. */
  route: z.string().max(2000).optional(),
  routePattern: z.string().max(2000).optional(),
  /** Absent: any method (contract E6). */
  httpMethod: z
    .string()
    .regex(/^[A-Za-z]{0,20}$/, "must be an HTTP method such as GET or POST")
    .optional(),
  conditions,
  queryParams: conditions,
  header: conditions,
  sortArray: flag,
});

export const otherProtocolSchemas = {
  grpc: z.object({ conditions, meta: conditions, service: text, method: text, methodType: text, sortArray: flag }),
  mcp: z.object({
    conditions,
    header: conditions,
    method: text,
    tool: text,
    resource: text,
    description: text,
    sortArray: flag,
  }),
  socket: z.object({ conditions, serverName: text, event: text, namespace: text, sortArray: flag }),
  soap: z.object({
    conditions,
    header: conditions,
    service: text,
    method: text,
    action: text,
    path: text,
    sortArray: flag,
  }),
  graphql: z.object({
    conditions,
    header: conditions,
    operation: text,
    field: text,
    type: text,
    path: text,
    sortArray: flag,
  }),
  sse: z.object({
    conditions,
    headerConditions: conditions,
    eventPath: text,
    eventName: text,
    description: text,
    sortArray: flag,
  }),
  kafka: z.object({
    conditions,
    headers: conditions,
    topic: text,
    serverName: text,
    consumerGroup: text,
    sortArray: flag,
    outputTopic: text,
    outputBrokers: text,
    outputKey: text,
    outputHeaders: z.record(z.string(), z.string()).optional(),
  }),
  rabbitmq: z.object({
    conditions,
    headers: conditions,
    queue: text,
    exchange: text,
    routingKey: text,
    serverName: text,
    sortArray: flag,
    outputURL: text,
    outputExchange: text,
    outputRoutingKey: text,
    outputQueue: text,
    outputProps: z
      .object({
        deliveryMode: z.number().optional(),
        correlationId: text,
        replyTo: text,
        contentType: text,
        priority: z.number().optional(),
        messageId: text,
        type: text,
        appId: text,
      })
      .optional(),
  }),
  smtp: z.object({
    serverName: text,
    senderConditions: conditions,
    recipientConditions: conditions,
    subjectConditions: conditions,
    bodyConditions: conditions,
    headerConditions: conditions,
    sortArray: flag,
  }),
  /** Known to the newest clients only; its keys are not recorded anywhere, so any are kept (contract A1). */
  s3: z.record(z.string(), z.unknown()),
} as const;

/** Names of the request contexts a mock may carry, exactly one of them (contract A1). */
export const protocols = [
  "http",
  ...(Object.keys(otherProtocolSchemas) as (keyof typeof otherProtocolSchemas)[]),
] as const;
export type Protocol = (typeof protocols)[number];

/** The protocol whose context a mock carries. */
export function protocolOf(definition: { [protocol in Protocol]?: unknown }): Protocol {
  return protocols.find((protocol) => definition[protocol] !== undefined) ?? "http";
}
