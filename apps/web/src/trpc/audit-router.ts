import { NamespaceNameSchema } from "@understudy/domain";
import { listAuditTrail, verifyAuditTrail } from "@understudy/management";
import { z } from "zod";
import { toAuditRow } from "./audit-shapes.ts";
import { protectedProcedure, router } from "./init.ts";

const entriesPerPage = 50;

/** Null: the installation, with all namespaces. */
const PlaceSchema = z.object({ namespace: NamespaceNameSchema.nullable() });
const text = z.string().max(500).default("");

/** Who did what, and who was denied. */
export const auditRouter = router({
  list: protectedProcedure
    .input(
      PlaceSchema.extend({
        operation: text,
        actor: text,
        resource: text,
        /** Where all namespaces are meant: of this one alone. */
        ofNamespace: text,
        outcome: z.enum(["done", "denied"]).nullish(),
        cursor: z.uuid().nullish(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { namespace, outcome, cursor } = input;
      const filter = {
        ...{ operation: input.operation || undefined, actor: input.actor || undefined },
        ...{ resource: input.resource || undefined, namespace: input.ofNamespace || undefined },
        outcome: outcome ?? undefined,
      };
      const query = { place: { namespace }, filter, cursor: cursor ?? undefined, limit: entriesPerPage };
      const { entries, nextCursor } = await listAuditTrail(ctx.management, ctx.actor, query);
      return { rows: entries.map(toAuditRow), nextCursor };
    }),

  verify: protectedProcedure.query(({ ctx }) => verifyAuditTrail(ctx.management, ctx.actor)),
});
