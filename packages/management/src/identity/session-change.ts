import type { Change } from "@understudy/domain";
import type { Actor } from "../actor.ts";

/** What becomes of a session of the actor: of the one in which they act, unless another one is named. */
export function toSessionChange(
  operation: "session.create" | "session.end",
  { login, session }: Pick<Actor, "login" | "session">,
  { id = session?.id ?? "", ...change }: { id?: string; before?: object; after?: object } = {},
): Change {
  return { operation, namespace: null, resource: { type: "session", id, name: login }, ...change };
}
