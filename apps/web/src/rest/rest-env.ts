import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Actor } from "@understudy/management";

/** What every handler finds in its context. */
export interface RestEnv {
  Variables: { actor: Actor };
}

export type RestApp = OpenAPIHono<RestEnv>;
