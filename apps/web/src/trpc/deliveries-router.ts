import { AppError, deliveryStates, NamespaceNameSchema } from "@understudy/domain";
import { cancelDelivery, getDelivery, listDeliveries, redeliver } from "@understudy/management";
import { z } from "zod";
import { getConfig } from "../config.ts";
import { deliveriesPerPage, toDeliveryDetail, toDeliveryRow } from "./delivery-shapes.ts";
import { toTarget } from "./delivery-target.ts";
import { protectedProcedure, router } from "./init.ts";

const DeliveryReferenceSchema = z.object({ namespace: NamespaceNameSchema, id: z.string().max(200) });

/** Empty filters are none. */
const ListSchema = z.object({
  namespace: NamespaceNameSchema,
  state: z.enum(deliveryStates).nullable().default(null),
  mockId: z.string().max(200).default(""),
  /** A host, with its port unless it is the usual one; a URL stands for its host. */
  target: z.string().max(2_000).default(""),
  /** The `nextCursor` of the page before. */
  cursor: z.uuid().nullish(),
});

export const deliveriesRouter = router({
  list: protectedProcedure.input(ListSchema).query(async ({ ctx, input }) => {
    const { deliveries, nextCursor } = await listDeliveries(ctx.management, ctx.actor, {
      namespace: input.namespace,
      state: input.state ?? undefined,
      mockId: input.mockId === "" ? undefined : input.mockId,
      target: input.target === "" ? undefined : toTarget(input.target, getConfig()),
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
});
