import { z } from "zod";
import { CallbackSchema } from "./callback.ts";
import { checkCallbackOrder, listConditionFiles } from "./callback-order.ts";
import { emptyOrNamePattern, NamespaceNameSchema } from "./namespace.ts";
import { HttpContextSchema, otherProtocolSchemas, protocols } from "./protocol-context.ts";
import { OneOfSchema, ProxySchema, ResponseSchema } from "./response.ts";

/** An empty object counts as absent: the Go client writes `{}` for everything unused (contract B1). */
function orAbsent<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (isEmptyObject(value) || value === null ? undefined : value), schema.optional());
}

function orAbsentText<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (value === "" || value === null ? undefined : value), schema.optional());
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
}

/** The Go client writes order and offset of a `oneOf` that it does not use (contract B5). */
function orAbsentOneOf<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (isUnusedOneOf(value) ? undefined : value), orAbsent(schema));
}

function isUnusedOneOf(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).every(([key, field]) => (key === "order" || key === "offset") && !field);
}

const KeyValuesSchema = z.record(z.string(), z.unknown());

/** What to remember from a request, by store (contract B7). */
const ExtractSchema = z.object({
  mStore: orAbsent(KeyValuesSchema),
  cStore: orAbsent(KeyValuesSchema),
  gStore: orAbsent(KeyValuesSchema),
});

/** Longest id that a user may choose; it appears in URLs. */
const MockIdSchema = z
  .string()
  .min(1, "must not be empty")
  .max(200)
  .regex(/^[^\u0000-\u001f\u007f]*$/, "must not contain control characters");

/** Names that stand in columns of their own: PostgreSQL has no text with NUL. */
export const NameSchema = z
  .string()
  .max(200)
  .regex(/^[^\u0000]*$/, "must not contain NUL");

const mockFields = {
  chainId: NameSchema.optional(),
  pathPrefix: z.string().max(2000).optional(),
  serverName: z.string().optional(),
  http: orAbsent(HttpContextSchema),
  grpc: orAbsent(otherProtocolSchemas.grpc),
  mcp: orAbsent(otherProtocolSchemas.mcp),
  socket: orAbsent(otherProtocolSchemas.socket),
  soap: orAbsent(otherProtocolSchemas.soap),
  graphql: orAbsent(otherProtocolSchemas.graphql),
  sse: orAbsent(otherProtocolSchemas.sse),
  kafka: orAbsent(otherProtocolSchemas.kafka),
  rabbitmq: orAbsent(otherProtocolSchemas.rabbitmq),
  smtp: orAbsent(otherProtocolSchemas.smtp),
  s3: orAbsent(otherProtocolSchemas.s3),
  response: orAbsent(ResponseSchema),
  // An empty object, which needs nothing, counts as absent: the API's document has to say so.
  oneOf: orAbsentOneOf(OneOfSchema).meta({ required: [] }),
  proxy: orAbsent(ProxySchema).meta({ required: [] }),
  webhooks: z.array(CallbackSchema).max(100).superRefine(checkCallbackOrder).nullish(),
  /** Seconds; 0 and absent: forever. */
  ttl: z.int("must be a whole number of seconds").nonnegative("must not be negative").optional(),
  /** How many answers before the mock closes; 0 and absent: unlimited. */
  useLimiter: z.int("must be a whole number").nonnegative("must not be negative").optional(),
  /** Higher is tried first. */
  priority: z.int("must be a whole number").optional(),
  tags: z.array(NameSchema).max(200).nullish(),
  folderId: NameSchema.nullish(),
  extract: orAbsent(ExtractSchema),
  /** What the mock store holds at the start of each call. */
  mStore: orAbsent(KeyValuesSchema),
  /** Whether an expression without a value fails the answer or callback, instead of staying as it is written. */
  strictTemplates: z.boolean().optional(),
};

const MockFieldsSchema = z.object(mockFields);
/** What a user says about a mock: everything but its id, its namespace and what the server keeps. Stored as it was sent. */
export type MockDefinition = z.infer<typeof MockFieldsSchema>;

/** What no field can say alone: one protocol, a route, one way to answer. */
function checkTogether(mock: MockDefinition, context: z.RefinementCtx): void {
  const named = protocols.filter((protocol) => mock[protocol] !== undefined);
  if (named.length !== 1) {
    const found = named.length === 0 ? "none was given" : `${named.join(" and ")} were given`;
    context.addIssue({
      code: "custom",
      path: [],
      message: `exactly one of ${protocols.join(", ")} is required, but ${found}`,
    });
  }
  if (mock.http && !mock.http.route && !mock.http.routePattern) {
    context.addIssue({ code: "custom", path: ["http", "route"], message: "is required, for example /api/users/:id" });
  }
  const answers = (["response", "oneOf", "proxy"] as const).filter((kind) => mock[kind] !== undefined);
  if (answers.length > 1) {
    const message = `a mock answers in one way, but ${answers.join(" and ")} were given`;
    context.addIssue({ code: "custom", path: [answers[1] ?? ""], message });
  }
}

/** Body of `POST /api/v1/mocks`. Fields that the server keeps are accepted and ignored: clients re-post what they read (contract B1). */
export const MockInputSchema = z
  .object({
    id: orAbsentText(MockIdSchema).meta({ minLength: 0 }),
    namespace: orAbsentText(NamespaceNameSchema).meta(emptyOrNamePattern),
    ...mockFields,
  })
  .superRefine(checkTogether);
export type MockInput = z.infer<typeof MockInputSchema>;

/** Keys that the server sets; a client that sends them back means nothing by it. */
export const serverKeptMockKeys = [
  "useCounter",
  "createdAt",
  "updatedAt",
  "lastUse",
  "expireAt",
  "closedAt",
  "_meta",
] as const;

/** A mock as it is stored. `version` counts its saves; `changedAt` is the namespace's version at the last one. */
export interface Mock {
  id: string;
  namespace: string;
  definition: MockDefinition;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  expireAt: Date | null;
  closedAt: Date | null;
}

/** A place in a definition that names a stored file: a payload, or the expected value of a condition. */
export interface FileUse {
  /** JSON path. */
  path: string;
  name: string;
}

/** The stored files that a definition uses, and where. */
export function listFileUses({ http, response, oneOf, webhooks }: MockDefinition): FileUse[] {
  const payloads = [
    { path: "$.response.payloadTemplatePath", name: response?.payloadTemplatePath },
    ...(oneOf?.responses ?? []).map((answer, index) => ({
      path: `$.oneOf.responses[${index}].payloadTemplatePath`,
      name: answer.payloadTemplatePath,
    })),
  ];
  const expected = (["conditions", "queryParams", "header"] as const).flatMap((field) =>
    (http?.[field] ?? []).map(({ valueFromFile }, index) => ({
      path: `$.http.${field}[${index}].valueFromFile`,
      name: valueFromFile,
    })),
  );
  const ofCallbacks = (webhooks ?? []).flatMap(({ condition }, index) =>
    listConditionFiles(condition, `$.webhooks[${index}].condition`),
  );
  return [...payloads, ...expected, ...ofCallbacks].flatMap(({ path, name }) => (name ? [{ path, name }] : []));
}

/** Names of the stored files that a definition uses. */
export function templateNamesOf(definition: MockDefinition): string[] {
  return [...new Set(listFileUses(definition).map(({ name }) => name))];
}

/** Whether a mock's `ttl` has run out at `now` (contract E8). */
export function isExpired(mock: Pick<Mock, "expireAt">, now: Date): boolean {
  return mock.expireAt !== null && mock.expireAt.getTime() <= now.getTime();
}
