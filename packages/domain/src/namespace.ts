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
  createdAt: Date;
}

/** Roles of a member, strongest first. `admin` is accepted on input as an alias of `owner` (contract C4). */
export const namespaceRoles = ["owner", "editor", "viewer"] as const;
export type NamespaceRole = (typeof namespaceRoles)[number];
