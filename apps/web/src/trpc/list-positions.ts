import { NamespaceNameSchema, trashTypes } from "@understudy/domain";
import { z } from "zod";

/** Behind what the next page of a list begins, as the page before it says. Null: it is the first page. */
export const MomentPositionSchema = z.object({ at: z.date(), id: z.uuid() });
export const TrashPositionSchema = z.object({
  at: z.date(),
  type: z.enum(trashTypes),
  namespace: NamespaceNameSchema,
  id: z.string().max(500),
});

/** Where the page behind this one begins, for infinite queries; null: there is none. */
export const nextOf = <Position>({ next }: { next: Position }): Position => next;
