import { toProblems, validationError } from "@understudy/domain";
import type { Context } from "hono";
import type { z } from "zod";
import type { RestEnv } from "./rest-env.ts";

/** A body that may be missing, whatever the content type says (contract C0.3): undefined then. Throws `validation` when it is not what it should be. */
export async function readOptionalBody<Schema extends z.ZodType>(
  context: Context<RestEnv>,
  schema: Schema,
): Promise<z.infer<Schema> | undefined> {
  const text = await context.req.text();
  if (text.trim() === "") return undefined;
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) throw validationError(toProblems(parsed.error));
  return parsed.data;
}

/** How the document names such a body: the handler parses it, so that no schema of the route does. `name`: a registered schema's. */
export function optionalBody(name: string) {
  return { required: false, content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw validationError([{ path: "$", message: "must be empty or JSON" }]);
  }
}
