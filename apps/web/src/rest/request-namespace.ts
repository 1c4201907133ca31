import { defaultNamespace } from "@understudy/domain";
import type { Actor } from "@understudy/management";
import type { Context } from "hono";
import type { RestEnv } from "./rest-env.ts";

interface NamedBy {
  body?: string | undefined;
  query?: string | undefined;
  /** The X-Namespace header. */
  header?: string | undefined;
}

/**
 * The namespace that a request names, or undefined: body, then query, then header. A token that is bound to a namespace
 * ignores the header, which some clients send always (contract C0.6; Decided 15).
 */
export function findNamedNamespace(actor: Actor, named: NamedBy): string | undefined {
  const isBound = actor.token?.namespace != null;
  return named.body || named.query || (isBound ? undefined : named.header || undefined);
}

/** The same, or what stands in for it: the token's namespace, then `sandbox`. */
export function resolveNamespace(actor: Actor, named: NamedBy): string {
  return findNamedNamespace(actor, named) ?? actor.token?.namespace ?? defaultNamespace;
}

/** What query and header of a request say. */
export function namedBy(context: Context<RestEnv>): NamedBy {
  return { query: context.req.query("namespace"), header: context.req.header("x-namespace") };
}
