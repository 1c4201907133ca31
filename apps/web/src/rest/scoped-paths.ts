import { z } from "@hono/zod-openapi";
import type { Scope } from "@understudy/management";

/** Routes that a namespace's own people and those of the installation have alike (contract C4 and C10): the base of their paths, on whose authority they act, and the end of their summaries and names. */
export const scopedPaths = [
  { scope: "namespace", base: "/api/v1/namespaces/{ns}", whose: "", by: "" },
  {
    scope: "installation",
    base: "/api/v1/admin/namespaces/{ns}",
    whose: ", by who looks after the installation",
    by: "ByAdmin",
  },
] as const satisfies { scope: Scope; base: string; whose: string; by: string }[];

export type ScopedPath = (typeof scopedPaths)[number];

export const NamespaceParamSchema = z.object({ ns: z.string() });
