import { createRoute, z } from "@hono/zod-openapi";
import { AppError, callbackTypes, NamespaceNameSchema, SampleRequestSchema } from "@understudy/domain";
import { explainRequest, type PreviewedMock, previewMock, type RequestSource } from "@understudy/management";
import { getManagement } from "../server/management.ts";
import { RenderedMessageSchema } from "./delivery-shape.ts";
import { WireMockInputSchema } from "./mock-shape.ts";
import { namedBy, resolveNamespace } from "./request-namespace.ts";
import { BodySchema, FailedCheckSchema, HeadersSchema, NearMissSchema } from "./request-shape.ts";
import type { RestApp } from "./rest-env.ts";
import { errorAnswers, json, NamespaceHeaderSchema, NamespaceQuerySchema, WarningsSchema } from "./schemas.ts";

const named = { headers: NamespaceHeaderSchema, query: NamespaceQuerySchema };

/** Which request is looked at. */
const source = {
  namespace: NamespaceNameSchema.optional(),
  request: SampleRequestSchema.optional(),
  requestId: z.string().optional().describe("Instead of request: one of the log"),
  mockId: z.string().optional(),
};

const explainRoute = createRoute({
  method: "post",
  path: "/api/v1/mocks/explain",
  operationId: "explainRequest",
  summary: "Say which mock answers a request, or why none does, or why this one does not",
  request: { ...named, body: { required: true, content: json(z.object(source)) } },
  responses: {
    200: {
      description: "The mock that answers, or the nearest ones with what failed",
      content: json(
        z.object({
          matched: z.boolean(),
          answeredBy: z.string().nullable(),
          pathParams: z.record(z.string(), z.string()),
          nearest: z.array(NearMissSchema),
        }),
      ),
    },
    ...errorAnswers,
  },
});

const VerdictSchema = z
  .object({ verdict: z.enum(["allowed", "own", "blocked"]), reason: z.string().optional() })
  .nullable()
  .describe("Of the address as it is written: names are not looked up");

const previewRoute = createRoute({
  method: "post",
  path: "/api/v1/mocks/preview",
  operationId: "previewMock",
  summary: "Show what a stored or given mock would answer and send; nothing is written or sent",
  request: {
    ...named,
    body: { required: true, content: json(z.object({ ...source, mock: WireMockInputSchema.optional() })) },
  },
  responses: {
    200: {
      description: "The rendered answer and all callbacks, those that would not fire as well",
      content: json(
        z.object({
          matched: z.boolean(),
          failed: z.array(FailedCheckSchema),
          answer: z.discriminatedUnion("kind", [
            z.object({
              kind: z.literal("rendered"),
              status: z.number(),
              headers: HeadersSchema,
              body: BodySchema,
              delayMs: z.number(),
              fault: z.enum(["reset", "empty", "dribble"]).nullable(),
            }),
            z.object({ kind: z.literal("forwarded"), url: z.string().nullable(), guard: VerdictSchema }),
            z.object({ kind: z.literal("refused"), status: z.number(), error: z.string() }),
          ]),
          callbacks: z.array(
            z.object({
              index: z.number(),
              name: z.string().nullable(),
              after: z.string().nullable().describe("The callback that it waits for"),
              type: z.enum(callbackTypes),
              trigger: z.string(),
              fires: z.boolean(),
              unmetCondition: z.string().nullable().describe("Why its condition is not met"),
              isSynchronous: z.boolean(),
              message: RenderedMessageSchema.nullable(),
              guard: VerdictSchema,
            }),
          ),
          warnings: WarningsSchema,
        }),
      ),
    },
    ...errorAnswers,
  },
});

/** Why did it not match, and what would it answer? */
export function registerExplainRoutes(app: RestApp): void {
  app.openapi(explainRoute, async (context) => {
    const { actor } = context.var;
    const { mockId, ...body } = context.req.valid("json");
    const namespace = resolveNamespace(actor, { body: body.namespace, ...namedBy(context) });
    return context.json(
      await explainRequest(getManagement(), actor, { namespace, mockId, source: sourceOf(body) }),
      200,
    );
  });

  app.openapi(previewRoute, async (context) => {
    const { actor } = context.var;
    const { mock, mockId, ...body } = context.req.valid("json");
    const named = { body: body.namespace ?? mock?.namespace, ...namedBy(context) };
    const query = {
      namespace: resolveNamespace(actor, named),
      previewed: previewedOf({ mock, mockId }),
      source: sourceOf(body),
    };
    const preview = await previewMock(getManagement(), actor, query);
    return context.json({ ...preview, failed: [...preview.failed] }, 200);
  });
}

function sourceOf(body: {
  request?: z.infer<typeof SampleRequestSchema> | undefined;
  requestId?: string | undefined;
}): RequestSource {
  const { request, requestId } = body;
  if (request !== undefined && requestId === undefined) return { request };
  if (requestId !== undefined && request === undefined) return { requestId };
  throw oneOf("request", "requestId");
}

function previewedOf({
  mock,
  mockId,
}: {
  mock: z.infer<typeof WireMockInputSchema> | undefined;
  mockId: string | undefined;
}): PreviewedMock {
  if (mock !== undefined && mockId === undefined) return { mock };
  if (mockId !== undefined && mock === undefined) return { mockId };
  throw oneOf("mock", "mockId");
}

function oneOf(left: string, right: string): AppError {
  const message = `give either ${left} or ${right}`;
  return new AppError("validation", message, { problems: [{ path: `$.${left}`, message }] });
}
