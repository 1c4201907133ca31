import { z } from "@hono/zod-openapi";
import type { Scope } from "@understudy/management";

/** Routes that a namespace's own people and those of the installation have alike (contract C4 and C10): the base of their paths, and on whose authority they act. */
export const scopedPaths = [
  { scope: "namespace", base: "/api/v1/namespaces/{ns}", whose: "" },
  { scope: "installation", base: "/api/v1/admin/namespaces/{ns}", whose: ", by who looks after the installation" },
] as const satisfies { scope: Scope; base: string; whose: string }[];

export type ScopedPath = (typeof scopedPaths)[number];

export const NamespaceParamSchema = z.object({ ns: z.string() });
