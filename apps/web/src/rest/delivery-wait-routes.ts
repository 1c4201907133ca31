import { createRoute, z } from "@hono/zod-openapi";
import { AppError, deliveryStates, DeliveryWaitSchema, findUnknownKeys, toErrorEnvelope } from "@understudy/domain";
import { type DeliveryWaitResult, waitForDeliveries } from "@understudy/management";
import { requestIdHeader } from "../server/client-headers.ts";
import { getManagement } from "../server/management.ts";
import { DeliverySchema, toWireDelivery } from "./delivery-shape.ts";
import { namedBy, resolveNamespace } from "./request-namespace.ts";
import { CheckSchema } from "./request-shape.ts";
import type { RestApp } from "./rest-env.ts";
import {
  errorAnswers,
  ErrorSchema,
  json,
  NamespaceHeaderSchema,
  NamespaceQuerySchema,
  WarningsSchema,
} from "./schemas.ts";
import { takeWarnings } from "./warnings.ts";

const FoundSchema = z.object({
  count: z.number().describe("How many are as they are waited for"),
  deliveries: z.array(DeliverySchema).describe("The newest 50 of them"),
  byState: z
    .partialRecord(z.enum(deliveryStates), z.number())
    .describe("Of all that the filter means, whatever their state and message"),
  isComplete: z.boolean().describe("False when the filter may mean more than the newest 2,000 that were looked at"),
  warnings: WarningsSchema,
});

const NearSchema = z.object({ delivery: DeliverySchema, reason: z.string(), failed: z.array(CheckSchema) });

const waitRoute = createRoute({
  method: "post",
  path: "/api/v1/deliveries/wait",
  operationId: "waitForDeliveries",
  summary: "Wait until deliveries are there, in a state and with a message",
  request: {
    headers: NamespaceHeaderSchema,
    query: NamespaceQuerySchema,
    body: { required: true, content: json(DeliveryWaitSchema) },
  },
  responses: {
    200: { description: "They are there", content: json(FoundSchema) },
    408: {
      description: "They are not, and what is instead",
      content: json(
        ErrorSchema.extend({
          ...FoundSchema.shape,
          wanted: z.number(),
          nearest: z
            .array(NearSchema)
            .describe("Deliveries that the filter means but that are not as they are waited for"),
        }),
      ),
    },
    ...errorAnswers,
    429: { description: "Too many wait already", content: json(ErrorSchema) },
  },
});

/** Waiting for callbacks, so that a test need not sleep. */
export function registerDeliveryWaitRoutes(app: RestApp): void {
  app.openapi(waitRoute, async (context) => {
    const { actor } = context.var;
    const wait = context.req.valid("json");
    const namespace = resolveNamespace(actor, { body: wait.namespace, ...namedBy(context) });
    const isGone = context.req.raw.signal;
    const result = await waitForDeliveries(getManagement(), actor, { wait, namespace, isGone });
    const warnings = takeWarnings(findUnknownKeys(DeliveryWaitSchema, await context.req.json()));
    const found = { ...toWireFound(result), warnings };
    if (result.isMet) return context.json(found, 200);
    const message = `${result.count} of ${wait.count} deliveries came to what was waited for within ${wait.timeoutMs} ms`;
    const envelope = toErrorEnvelope(new AppError("timeout", message), context.req.header(requestIdHeader) ?? "");
    const nearest = result.nearest.map(({ delivery, reason, failed }) => ({
      delivery: toWireDelivery(delivery),
      reason,
      failed: [...failed],
    }));
    return context.json({ ...envelope, problems: undefined, ...found, wanted: wait.count, nearest }, 408);
  });
}

function toWireFound({ count, deliveries, byState, isComplete }: DeliveryWaitResult) {
  return { count, deliveries: deliveries.map(toWireDelivery), byState, isComplete };
}
