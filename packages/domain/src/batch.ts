import { z } from "zod";
import { NameSchema } from "./mock.ts";
import { NamespaceNameSchema } from "./namespace.ts";

/** Most mocks that one request changes. */
export const batchItemsMax = 1_000;

/** What is wrong with a longer list. */
export const tooManyItems = `must have at most ${batchItemsMax} items`;

/** A list of ids; a client that has none may send null. */
const IdsSchema = z
  .array(NameSchema)
  .max(batchItemsMax, tooManyItems)
  .nullable()
  .transform((ids) => [...new Set(ids)]);

/** Null and empty text are the root. */
export const FolderReferenceSchema = NameSchema.nullish().transform((id) => id || null);

/** Body of batches over mocks that are there (contract C1.9 to C1.12). */
export const BatchIdsSchema = z.object({ ids: IdsSchema });
export const BatchMoveSchema = BatchIdsSchema.extend({ folderId: FolderReferenceSchema });
export const BatchTagsSchema = BatchIdsSchema.extend({
  tags: z
    .array(NameSchema)
    .max(200)
    .nullable()
    .transform((tags) => tags ?? []),
});

/** Body of `POST /api/v1/mocks/copy-to-namespace` (contract C1.13): either name of the list is taken. */
export const CopyToNamespaceSchema = z
  .object({ ids: IdsSchema.optional(), mockIds: IdsSchema.optional(), targetNamespace: NamespaceNameSchema })
  .refine(({ ids, mockIds }) => ids !== undefined || mockIds !== undefined, {
    path: ["mockIds"],
    message: "is required: the ids of the mocks to copy",
  });

/** Body of `POST /api/v1/namespaces/copy-mocks` (contract C3.3): without ids all mocks are copied. */
export const CopyMocksSchema = z.object({
  sourceNamespace: NamespaceNameSchema,
  targetNamespace: NamespaceNameSchema,
  mockIds: IdsSchema.optional(),
});
