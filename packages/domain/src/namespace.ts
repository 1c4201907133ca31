import { z } from "zod";

/** The namespace that exists from the first start and that requests which name none are meant for (contract A2). */
export const defaultNamespace = "sandbox";

/** Names of namespaces never change and appear in URLs (contract, Decided 19). */
export const NamespaceNameSchema = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]{0,62}$/,
    "must be 1 to 63 of a-z, 0-9, dot, underscore and hyphen, and start with a letter or digit",
  );

/** The unit of isolation: every mock, store and log belongs to one. */
export interface Namespace {
  name: string;
  displayName: string;
  description: string;
  /** Whether browsers of other origins may read the answers of its stubs. */
  isCorsEnabled: boolean;
  createdAt: Date;
}

/** Body of `PATCH /api/v1/namespaces/{ns}`: what is given is changed. */
export const NamespaceChangeSchema = z.object({
  displayName: z.string().max(200).optional(),
  description: z.string().max(5_000).optional(),
  cors: z.boolean().optional(),
});
export type NamespaceChange = z.infer<typeof NamespaceChangeSchema>;

/** Roles of a member, strongest first. `admin` is accepted on input as an alias of `owner` (contract C4). */
export const namespaceRoles = ["owner", "editor", "viewer"] as const;
export type NamespaceRole = (typeof namespaceRoles)[number];
