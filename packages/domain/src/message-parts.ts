import { z } from "zod";
import { ChaosEffectSchema } from "./chaos.ts";
import { TraceContextSchema } from "./trace-context.ts";

/** What every stored message has. `version` is that of its shape: what was stored before a change must still be readable after it. */
export const messageParts = {
  version: z.literal(1),
  /** In their order; ours (the delivery's id and the like) are added when it is sent. */
  headers: z.array(z.tuple([z.string(), z.string()])),
  /** Names, in lower case, of headers whose values are sealed. */
  sealedHeaders: z.array(z.string()),
  /** How deep in a chain of callbacks it is (design 12). */
  hops: z.int(),
  /** What chaos did to it; absent: nothing. */
  chaos: z.array(ChaosEffectSchema).optional(),
  /** The trace of the call that caused it, whatever its headers say; absent: there is none. */
  trace: TraceContextSchema.optional(),
};

/** A message and its body; null is none, which is not the same as an empty one. */
export interface Rendered<M> {
  message: M;
  body: Uint8Array | null;
}

/** A user and what proves it. */
export const LoginSchema = z.object({
  username: z.string(),
  password: z.string(),
  /** How it is stored; only the worker opens it. */
  isPasswordSealed: z.boolean(),
});
export type Login = z.infer<typeof LoginSchema>;

/** `content-type` of a set of headers; undefined when there is none. */
export function findContentType(headers: Readonly<Record<string, string>>): string | undefined {
  return Object.entries(headers).find(([name]) => isContentType(name))?.[1];
}

/** The headers without the content type, which is not a header of a message on a broker (contract F29, F39). */
export function withoutContentType(headers: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(headers).filter(([name]) => !isContentType(name));
}

function isContentType(name: string): boolean {
  return name.toLowerCase() === "content-type";
}
