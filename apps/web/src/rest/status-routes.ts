import { createRoute, z } from "@hono/zod-openapi";
import { checkStatus, getCounts, healthOf } from "@understudy/management";
import { getManagement } from "../server/management.ts";
import { findNamedNamespace, namedBy } from "./request-namespace.ts";
import type { RestApp } from "./rest-env.ts";
import { errorAnswers, json, NamespaceHeaderSchema, NamespaceQuerySchema } from "./schemas.ts";
import packageJson from "../../package.json" with { type: "json" };

const countsRoute = createRoute({
  method: "get",
  path: "/api/v1/counts",
  operationId: "getCounts",
  summary: "How much there is in a namespace, or in all that you may see",
  request: { headers: NamespaceHeaderSchema, query: NamespaceQuerySchema },
  responses: {
    200: { description: "Counts", content: json(z.record(z.string(), z.number())) },
    ...errorAnswers,
  },
});

const statusRoute = createRoute({
  method: "get",
  path: "/api/v1/status",
  operationId: "getStatus",
  summary: "What runs",
  responses: {
    200: {
      description: "Status",
      content: json(
        z.object({
          status: z.enum(["pass", "warn", "fail"]),
          version: z.string(),
          database: z.string(),
          cache: z.string(),
          grpc: z.string(),
          backgroundJobs: z.record(z.string(), z.string()),
        }),
      ),
    },
    ...errorAnswers,
  },
});

const featuresRoute = createRoute({
  method: "get",
  path: "/api/v1/features",
  operationId: "getFeatures",
  summary: "What this installation can do",
  responses: {
    200: { description: "Features", content: json(z.record(z.string(), z.boolean())) },
    ...errorAnswers,
  },
});

/** Kinds of things that are counted by this name and that we have none of (contract C7.5). */
const countedElsewhere = {
  collections: 0,
  testRuns: 0,
  fuzzingConfigs: 0,
  perfConfigs: 0,
  recorderSessions: 0,
  agentTasks: 0,
};

/** The features that clients ask for by name; true is what works, not what is stored. */
const features = {
  http: true,
  conditions: true,
  templating: true,
  oneOf: true,
  proxy: true,
  faults: true,
  httpCallbacks: true,
  globalStore: true,
  chainStore: true,
  versioning: true,
  batch: true,
  tags: true,
  folders: true,
  templates: true,
  namespaces: true,
  deliveries: true,
  requestLog: true,
  verify: true,
  explain: true,
  preview: true,
  undefinedRequests: true,
  kafkaCallbacks: false,
  rabbitmqCallbacks: false,
  grpc: false,
  graphql: false,
  soap: false,
  mcp: false,
  sse: false,
  socket: false,
  kafka: false,
  rabbitmq: false,
  smtp: false,
  generators: false,
  imports: false,
  environments: false,
  collections: false,
  recorder: false,
  secrets: false,
  prompts: false,
  agentTasks: false,
  performance: false,
  fuzzing: false,
  chaos: false,
  contracts: false,
  testPlans: false,
  testRuns: false,
  plugins: false,
};

/** Counts, status and features (contract C7.5 to C7.7). */
export function registerStatusRoutes(app: RestApp): void {
  app.openapi(countsRoute, async (context) => {
    const { actor } = context.var;
    const counts = await getCounts(getManagement(), actor, findNamedNamespace(actor, namedBy(context)));
    return context.json({ ...counts, ...countedElsewhere }, 200);
  });

  app.openapi(statusRoute, async (context) => {
    const { checks, workers } = await checkStatus(getManagement());
    const describe = (name: string): string => checks.find((check) => check.name === name)?.output ?? "not known";
    return context.json(
      {
        status: healthOf(checks),
        version: packageJson.version,
        database: describe("database"),
        cache: `in the memory of resolvers: ${describe("resolver")}`,
        grpc: "not served",
        backgroundJobs: { workers: `${workers} running` },
      },
      200,
    );
  });

  app.openapi(featuresRoute, (context) => context.json(features, 200));
}
