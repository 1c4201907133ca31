import { createRoute, z } from "@hono/zod-openapi";
import { callbackTypes, deliveryStates, NamespaceNameSchema } from "@understudy/domain";
import { changeDeliveries, type ChangeProgress, countChangeable, deliveryBatchMax } from "@understudy/management";
import type { Context } from "hono";
import { getManagement } from "../server/management.ts";
import { namedBy, resolveNamespace } from "./request-namespace.ts";
import type { RestApp, RestEnv } from "./rest-env.ts";
import { errorAnswers, json, NamespaceHeaderSchema, NamespaceQuerySchema, TimeSchema } from "./schemas.ts";

/** As in `GET /deliveries`. Strict: a filter that is misspelt and dropped would change what it was to spare. */
const FilterSchema = z.strictObject({
  mockId: z.string().optional(),
  requestId: z.string().optional(),
  state: z.enum(deliveryStates, `must be one of ${deliveryStates.join(", ")}`).optional(),
  type: z.enum(callbackTypes, `must be one of ${callbackTypes.join(", ")}`).optional(),
  target: z.string().optional(),
  from: TimeSchema,
  to: TimeSchema,
});

const limitRule = `must be 1 to ${deliveryBatchMax}`;

const ChangeSchema = z.object({
  namespace: NamespaceNameSchema.optional(),
  filter: FilterSchema.describe(
    "Required, lest nothing means everything by mistake; {} is everything in the namespace",
  ),
  dryRun: z.boolean().default(false).describe("Whether only to count"),
  cursor: z.uuid("must be the nextCursor of the batch before").optional(),
  limit: z.int(limitRule).min(1, limitRule).max(deliveryBatchMax, limitRule).default(deliveryBatchMax),
});

const ProgressSchema = z.object({
  dryRun: z.boolean(),
  changed: z.number().describe("By this call"),
  remaining: z.number().describe("How many are left; with dryRun all that would be changed. Counted up to 100,000"),
  isRemainingCut: z.boolean().describe("Whether there are more than were counted"),
  nextCursor: z.string().nullable().describe("Send it with the next call; null: all is done"),
});

const request = {
  headers: NamespaceHeaderSchema,
  query: NamespaceQuerySchema,
  body: { required: true, content: json(ChangeSchema) },
};
const responses = { 200: { description: "How far it is", content: json(ProgressSchema) }, ...errorAnswers };

const cancelRoute = createRoute({
  method: "post",
  path: "/api/v1/deliveries/cancel",
  operationId: "cancelDeliveries",
  summary: "End the deliveries that a filter lets through and that are not final, a batch a call, or count them",
  request,
  responses,
});

const redeliverRoute = createRoute({
  method: "post",
  path: "/api/v1/deliveries/redeliver",
  operationId: "redeliverDeliveries",
  summary: "Send the final deliveries that a filter lets through once more, a batch a call, or count them",
  request,
  responses,
});

/** Many deliveries at once. */
export function registerDeliveryBatchRoutes(app: RestApp): void {
  app.openapi(cancelRoute, async (context) =>
    context.json(await changeMany(context, "cancel", context.req.valid("json")), 200),
  );
  app.openapi(redeliverRoute, async (context) =>
    context.json(await changeMany(context, "redeliver", context.req.valid("json")), 200),
  );
}

async function changeMany(
  context: Context<RestEnv>,
  change: "cancel" | "redeliver",
  { namespace: named, filter: given, dryRun, cursor, limit }: z.infer<typeof ChangeSchema>,
): Promise<z.infer<typeof ProgressSchema>> {
  const { actor } = context.var;
  const namespace = resolveNamespace(actor, { body: named, ...namedBy(context) });
  const { from, to, ...rest } = given;
  const query = { change, filter: { namespace, ...rest, createdFrom: from, createdTo: to }, cursor };
  const progress: ChangeProgress = dryRun
    ? { changed: 0, ...(await countChangeable(getManagement(), actor, query)), nextCursor: null }
    : await changeDeliveries(getManagement(), actor, { ...query, limit });
  return { dryRun, ...progress };
}
