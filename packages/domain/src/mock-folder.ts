import { z } from "zod";
import { FolderReferenceSchema } from "./batch.ts";
import { NameSchema } from "./mock.ts";
import { emptyOrNamePattern, NamespaceNameSchema } from "./namespace.ts";

/** A folder of mocks. Folders order what people look at; calls know nothing of them. */
export interface MockFolder {
  namespace: string;
  id: string;
  name: string;
  /** Null: at the root. */
  parentId: string | null;
  /** Smaller is shown first. */
  sortOrder: number;
  /** Live mocks in it, those of folders in it not counted. */
  mockCount: number;
  createdAt: Date;
  updatedAt: Date;
}

/** Body of `POST /api/v1/mock-folders` (contract C5.4). What the server keeps is accepted and ignored. */
export const FolderInputSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, "must not be empty")
    .max(200)
    .regex(/^[^\u0000-\u001f\u007f]*$/, "must not contain control characters"),
  namespace: z
    .preprocess((value) => (value === "" ? undefined : value), NamespaceNameSchema.nullish())
    .meta(emptyOrNamePattern),
  parentId: FolderReferenceSchema,
  sortOrder: z.int("must be a whole number").min(-1_000_000).max(1_000_000).optional(),
});

/** Body of `PUT /api/v1/mock-folders/{id}`: what is not there stays as it is. */
export const FolderChangeSchema = z.object({
  name: FolderInputSchema.shape.name.optional(),
  parentId: NameSchema.nullable()
    .transform((id) => id || null)
    .optional(),
  sortOrder: FolderInputSchema.shape.sortOrder,
});
export type FolderChange = z.infer<typeof FolderChangeSchema>;
