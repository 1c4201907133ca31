import { createRoute, z } from "@hono/zod-openapi";
import { deliveryStates } from "@understudy/domain";
import { getTimeline, type Timeline } from "@understudy/management";
import { getManagement } from "../server/management.ts";
import { AttemptSchema, DeliverySchema, toWireDelivery } from "./delivery-shape.ts";
import { CheckSchema, NearMissSchema, RequestSchema, toWireRequest } from "./request-shape.ts";
import type { RestApp } from "./rest-env.ts";
import { errorAnswers, json } from "./schemas.ts";

const MatchSchema = z.object({
  mockId: z.string(),
  version: z.number().describe("As it was when it answered"),
  method: z.string().nullable(),
  route: z.string().nullable(),
  priority: z.number().nullable(),
  pathParams: z.record(z.string(), z.string()),
  checks: z
    .array(CheckSchema)
    .describe("Its conditions, and what the request had; a body that was not kept whole is compared as it is kept"),
  why: z.string(),
});

const CallbackSchema = z.object({
  index: z.number(),
  name: z.string().nullable(),
  type: z.string(),
  trigger: z.string(),
  isSynchronous: z.boolean(),
  outcome: z.enum([...deliveryStates, "not_fired"]),
  deliveryIds: z.array(z.string()),
  reason: z
    .object({ kind: z.enum(["trigger", "refused", "skipped", "cancelled", "failed", "unknown"]), text: z.string() })
    .nullable()
    .describe("Why it did not fire, or was not delivered"),
});

const TimelineDeliverySchema = DeliverySchema.omit({ attempts: true }).extend({
  after: z.string().nullable().describe("The delivery for whose end it waited"),
  attempts: z.array(
    AttemptSchema.omit({ responseHeaders: true, responseBody: true, isResponseTruncated: true }).extend({
      requestId: z.string().nullable().describe("The stub call that it was"),
    }),
  ),
});

const FollowUpSchema = z.object({
  depth: z.number(),
  deliveryId: z.string(),
  attempt: z.number(),
  request: z.object({
    ...RequestSchema.pick({
      id: true,
      namespace: true,
      receivedAt: true,
      method: true,
      path: true,
      mockId: true,
      durationMs: true,
    }).shape,
    status: z.number(),
  }),
  deliveries: z.array(z.object({ id: z.string(), state: z.string(), stateReason: z.string().nullable() })),
});

const StepSchema = z.object({
  at: z.string(),
  kind: z.enum([
    "received",
    "matched",
    "missed",
    "answered",
    "not_fired",
    "attempt",
    "finished",
    "waiting",
    "follow_up",
  ]),
  text: z.string(),
  deliveryId: z.string().optional(),
  requestId: z.string().optional(),
});

const TimelineSchema = z
  .object({
    request: RequestSchema,
    causedBy: z
      .object({ deliveryId: z.string(), namespace: z.string(), requestId: z.string().nullable() })
      .nullable()
      .describe("The delivery that was this call"),
    match: MatchSchema.nullable(),
    miss: z.object({ why: z.string(), nearest: z.array(NearMissSchema) }).nullable(),
    callbacks: z.array(CallbackSchema),
    deliveries: z.array(TimelineDeliverySchema),
    followUps: z.array(FollowUpSchema).describe("Stub calls that came of deliveries, and of theirs"),
    steps: z.array(StepSchema).describe("The same in the order of time, in words"),
    isComplete: z.boolean(),
  })
  .openapi("Timeline");

const timelineRoute = createRoute({
  method: "get",
  path: "/api/v1/requests/{id}/timeline",
  operationId: "getTimeline",
  summary:
    "Say what became of a stub call: mock and why, answer, deliveries, attempts, follow-ups, and what was not sent",
  request: { params: z.object({ id: z.string() }) },
  responses: { 200: { description: "The timeline", content: json(TimelineSchema) }, ...errorAnswers },
});

/** The whole story of a stub call. */
export function registerTimelineRoutes(app: RestApp): void {
  app.openapi(timelineRoute, async (context) => {
    const timeline = await getTimeline(getManagement(), context.var.actor, context.req.valid("param").id);
    return context.json(toWireTimeline(timeline), 200);
  });
}

function toWireTimeline(timeline: Timeline): z.infer<typeof TimelineSchema> {
  const { request, match, miss, deliveries, followUps, steps, ...rest } = timeline;
  return {
    ...rest,
    request: toWireRequest(request),
    match: match && { ...match, checks: [...match.checks] },
    miss: miss && { ...miss, nearest: [...miss.nearest] },
    deliveries: deliveries.map(({ attempts, after, ...delivery }) => ({
      ...toWireDelivery({ ...delivery, attempts: attempts.length }),
      after,
      attempts: attempts.map((attempt) => ({ ...attempt, startedAt: attempt.startedAt.toISOString() })),
    })),
    followUps: followUps.map((followUp) => ({
      ...followUp,
      request: { ...followUp.request, receivedAt: followUp.request.receivedAt.toISOString() },
    })),
    steps: steps.map((step) => ({ ...step, at: step.at.toISOString() })),
  };
}
