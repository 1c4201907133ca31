import { z } from "zod";
import { isBase64 } from "./base64.ts";
import { answerTimeMsMax, AnswerTimeMsSchema, LatencySchema } from "./latency.ts";

const text = z.string().optional();

/** Fixed texts of error details (contract B4). */
const errorDetailTypes = [
  "badRequest",
  "help",
  "debugInfo",
  "errorInfo",
  "localizedMessage",
  "preconditionFailure",
  "quotaFailure",
  "requestInfo",
  "resourceInfo",
  "retryInfo",
] as const;

/** How an answer can break (an extension of ours). */
const faults = [
  /** The connection is reset: the caller gets no answer. */
  "reset",
  /** The connection is closed without an answer. */
  "empty",
  /** The body comes in small pieces, over `dribbleMs`. */
  "dribble",
] as const;

const HeaderNameSchema = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, "must be a header name");
// A tab may stand in a header's value (RFC 9110, section 5.5)
const HeaderValueSchema = z
  .string()
  .regex(/^[\t\u0020-\u007e\u0080-\u00ff]*$/, "must not have line breaks or characters beyond Latin-1");
const HeaderValuesSchema = z.array(HeaderValueSchema);

const SseEventChainSchema = z.object({
  events: z
    .array(
      z.object({
        eventName: text,
        data: z.unknown().optional(),
        delay: z.number().optional(),
        id: text,
        retry: z.number().optional(),
        templatePath: text,
      }),
    )
    .nullish(),
  loop: z.boolean().optional(),
  /** Milliseconds. */
  loopDelay: z.number().optional(),
  /** Milliseconds, 0 = off. */
  heartbeat: z.number().optional(),
  maxLoops: z.number().optional(),
  /** Seconds. */
  maxTime: z.number().optional(),
  logBatch: z.number().optional(),
});

const responseFields = {
  /** 200 when absent or 0 (contract, Decided 17). */
  statusCode: z
    .int("must be a whole number")
    .refine((status) => status === 0 || (status >= 200 && status <= 599), "must be 200 to 599")
    .optional(),
  /** Several values a name. A single string is taken as a list of one. */
  headers: z
    .record(
      HeaderNameSchema,
      z.union([HeaderValuesSchema, HeaderValueSchema.transform((value) => [value])], "must be a list of strings"),
    )
    .optional(),
  payload: z.unknown().optional(),
  payloadTemplatePath: text,
  decode: z.enum(["base64", ""]).optional(),
  error: text,
  errorDetails: z.array(z.object({ type: z.enum(errorDetailTypes), details: z.unknown().optional() })).optional(),
  /** Milliseconds before the answer, at most ten minutes. */
  delay: z
    .int("must be a whole number of milliseconds")
    .nonnegative("must not be negative")
    .max(answerTimeMsMax, `must be at most ${answerTimeMsMax}`)
    .optional(),
  latency: LatencySchema.optional(),
  fault: z.enum(faults).optional(),
  /** How long a dribbling body takes. Absent: 5 seconds. */
  dribbleMs: AnswerTimeMsSchema.optional(),
  sseEventChain: SseEventChainSchema.optional(),
  graphqlErrors: z
    .array(
      z.object({
        message: text,
        path: z.array(z.unknown()).optional(),
        locations: z.array(z.object({ line: z.number().optional(), column: z.number().optional() })).optional(),
        extensions: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
  soapFault: z
    .object({
      faultCode: text,
      faultString: text,
      faultActor: text,
      detail: z.unknown().optional(),
      httpStatus: z.number().optional(),
    })
    .optional(),
  mcpIsError: z.boolean().optional(),
};

/** What to answer (contract B4). Templated where the contract says so; kept as it was sent. */
export const ResponseSchema = z.object(responseFields).superRefine(({ decode, payload }, context) => {
  if (!decode || payload === undefined || payload === null) return;
  if (typeof payload !== "string") {
    context.addIssue({ code: "custom", path: ["payload"], message: "must be a base64 text, because of decode" });
  } else if (!payload.includes("$.") && !isBase64(payload)) {
    // What a template makes of it is seen when it is called.
    context.addIssue({ code: "custom", path: ["payload"], message: "is not base64, which decode asks for" });
  }
});
export type ResponseDefinition = z.infer<typeof ResponseSchema>;

/** Several answers, taken in turn or at random (contract B5). */
export const OneOfSchema = z.object({
  /** Absent and empty: `order`. */
  order: z.enum(["order", "random", ""]).optional(),
  /** Which one comes first, counting from 0; beyond the last it begins again with the first. */
  offset: z.int("must be a whole number").nonnegative("must not be negative").optional(),
  responses: z.array(ResponseSchema, "must be a list of answers").min(1, "must have at least one answer").max(1_000),
});

/** Forward to a real service (contract B6). */
export const ProxySchema = z.object({
  target: z.string("is required").refine(isHttpUrl, "must be an absolute http or https URL without a password"),
});

function isHttpUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
}
