import { AppError, deliveryStates } from "@understudy/domain";
import {
  cancelDelivery,
  changeDeliveries,
  countChangeable,
  getDelivery,
  listDeliveries,
  redeliver,
} from "@understudy/management";
import { z } from "zod";
import { getConfig } from "../config.ts";
import { deliveriesPerPage, toDeliveryDetail, toDeliveryRow } from "./delivery-shapes.ts";
import { toTarget } from "./delivery-target.ts";
import { protectedProcedure, router } from "./init.ts";
import { ScopeSchema } from "./scope-schema.ts";

const DeliveryReferenceSchema = z.object({ namespace: ScopeSchema, id: z.string().max(200) });

/** Empty filters are none. */
const FilterSchema = z.object({
  namespace: ScopeSchema,
  state: z.enum(deliveryStates).nullable().default(null),
  mockId: z.string().max(200).default(""),
  /** Of an event webhook. */
  webhookId: z.string().max(200).default(""),
  /** A host, with its port unless it is the usual one; a URL stands for its host. */
  target: z.string().max(2_000).default(""),
});

const ListSchema = FilterSchema.extend({
  /** The `nextCursor` of the page before. */
  cursor: z.uuid().nullish(),
});

const ChangeSchema = FilterSchema.extend({ change: z.enum(["cancel", "redeliver"]) });

/** Deliveries that are changed at once, before the dashboard shows how far it is. */
const batchSize = 500;

function toFilter({ namespace, state, mockId, webhookId, target }: z.infer<typeof FilterSchema>) {
  return {
    namespace,
    state: state ?? undefined,
    mockId: mockId === "" ? undefined : mockId,
    webhookId: webhookId === "" ? undefined : webhookId,
    target: target === "" ? undefined : toTarget(target, getConfig()),
  };
}

export const deliveriesRouter = router({
  list: protectedProcedure.input(ListSchema).query(async ({ ctx, input }) => {
    const { deliveries, nextCursor } = await listDeliveries(ctx.management, ctx.actor, {
      ...toFilter(input),
      cursor: input.cursor ?? undefined,
      limit: deliveriesPerPage,
    });
    return { rows: deliveries.map(toDeliveryRow), nextCursor };
  }),

  get: protectedProcedure.input(DeliveryReferenceSchema).query(async ({ ctx, input: { namespace, id } }) => {
    // The address line may say anything, and the page of a namespace shows nothing of another one.
    const found = z.uuid().safeParse(id).success ? await getDelivery(ctx.management, ctx.actor, id) : null;
    if (found?.delivery.namespace !== namespace) throw new AppError("not_found", `there is no delivery ${id}`);
    return toDeliveryDetail(found.delivery, found.attempts);
  }),

  redeliver: protectedProcedure
    .input(z.object({ id: z.uuid() }))
    .mutation(async ({ ctx, input }) => toDeliveryRow(await redeliver(ctx.management, ctx.actor, input.id))),

  cancel: protectedProcedure
    .input(z.object({ id: z.uuid() }))
    .mutation(async ({ ctx, input }) => toDeliveryRow(await cancelDelivery(ctx.management, ctx.actor, input.id))),

  countChangeable: protectedProcedure.input(ChangeSchema).query(({ ctx, input }) =>
    countChangeable(ctx.management, ctx.actor, {
      change: input.change,
      filter: toFilter(input),
      cursor: undefined,
    }),
  ),

  /** The next batch; `cursor` is the `nextCursor` of the one before. */
  changeMany: protectedProcedure
    .input(ChangeSchema.extend({ cursor: z.uuid().nullable() }))
    .mutation(({ ctx, input }) =>
      changeDeliveries(ctx.management, ctx.actor, {
        change: input.change,
        filter: toFilter(input),
        cursor: input.cursor ?? undefined,
        limit: batchSize,
      }),
    ),
});
