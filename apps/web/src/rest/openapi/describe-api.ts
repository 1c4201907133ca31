import { uploadPath } from "../backup-file-routes.ts";
import type { RestApp } from "../rest-env.ts";
import type { Document, Operation } from "./document.ts";
import { addExamples } from "./examples.ts";
import { findTag, tags } from "./tags.ts";
import packageJson from "../../../package.json" with { type: "json" };

const about = `A mock server for systems that talk back.

Every success is a 200 with JSON, never a 204. An error is \`{"error", "code", "request_id", "problems"?}\`; \`problems\` has the JSON path of everything that is wrong.
Every answer has \`X-Request-Id\`, by which the log has more.`;

/**
 * The OpenAPI document: what the routes say of themselves, and what holds for all of them. `anonymousPaths` need no token.
 * The same for everybody: it has nothing of any tenant.
 */
export function describeApi(app: RestApp, anonymousPaths: ReadonlySet<string>): Document {
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: "Understudy", version: packageJson.version, description: about },
    servers: [{ url: "/", description: "This installation" }],
    security: [{ bearer: [] }, { apiKey: [] }],
    tags: [...tags],
  });
  document.components = { ...document.components, ...sharedComponents };
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const method of methods) {
      const operation = item[method];
      if (operation === undefined) continue;
      const isAnonymous = anonymousPaths.has(path);
      describeOperation(operation, { path, isAnonymous });
      if (method !== "get" && !isAnonymous && path !== uploadPath) describeIdempotency(operation);
    }
  }
  return document;
}

const methods = ["get", "put", "post", "patch", "delete"] as const;

const sharedComponents = {
  securitySchemes: {
    bearer: { type: "http", scheme: "bearer", description: "An API token, or what signing in hands out" },
    apiKey: { type: "apiKey", in: "header", name: "X-API-Key", description: "The same" },
  },
  headers: {
    RequestId: { description: "Names this request in the log", schema: { type: "string" } },
  },
  parameters: {
    IdempotencyKey: {
      name: "Idempotency-Key",
      in: "header",
      required: false,
      description: "The same request with the same key is done once; for 24 hours its answer is given again",
      schema: { type: "string", minLength: 1, maxLength: 255, pattern: "^[\\x20-\\x7e]*$" },
    },
  },
} satisfies Document["components"];

function describeOperation(operation: Operation, { path, isAnonymous }: { path: string; isAnonymous: boolean }): void {
  const tag = findTag(path);
  if (tag !== null) operation.tags = [tag];
  if (isAnonymous) operation.security = [];
  for (const answer of Object.values(operation.responses ?? {}) as { headers?: object }[]) {
    answer.headers = { ...answer.headers, "X-Request-Id": { $ref: "#/components/headers/RequestId" } };
  }
  addExamples(operation);
}

/** Of every write, by whatever route it comes (answer-once.ts). */
function describeIdempotency(operation: Operation): void {
  operation.parameters = [...(operation.parameters ?? []), { $ref: "#/components/parameters/IdempotencyKey" }];
  operation.responses = { ...operation.responses, 422: { ...reused } };
}

const reused = {
  description: "The Idempotency-Key was sent with another request",
  headers: { "X-Request-Id": { $ref: "#/components/headers/RequestId" } },
  content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
};
