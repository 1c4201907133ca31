import { findNamespacesOfMocks, type Transaction } from "@understudy/database";
import { type Action, AppError } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import { authorise, visibleNamespaces } from "../permissions.ts";
import { chooseNamespace } from "./locate-mock.ts";

/** Which mocks are meant. `namespace` is undefined when the request names none. */
export interface MockReferences {
  ids: readonly string[];
  namespace: string | undefined;
}

/**
 * Where each of some mocks is (contract, Decided 14), by namespace in order of name; the actor may do this there. Throws `not_found`
 * with the place of every id that is nowhere: a batch does all that it is asked, or nothing.
 */
export async function locateMocks(
  tx: Transaction,
  actor: Actor,
  request: { references: MockReferences; action: Action; isDeletedToo?: boolean; path?: string },
): Promise<[namespace: string, ids: string[]][]> {
  const { references, action, isDeletedToo, path = "$.ids" } = request;
  const { ids, namespace } = references;
  if (namespace !== undefined) authorise(actor, action, namespace);
  const namespaces = namespace === undefined ? visibleNamespaces(actor) : [namespace];
  const places = await findNamespacesOfMocks(tx, { ids, namespaces, isDeletedToo });
  const missing = ids.flatMap((id, index) => (places.has(id) ? [] : [{ id, path: `${path}[${index}]` }]));
  if (missing.length > 0) throw unknownMocks(missing);
  const located = [...places].map(([id, found]) => ({
    id,
    namespace: chooseNamespace(actor, `the mock ${JSON.stringify(id)}`, found),
  }));
  const groups = byNamespace(located);
  for (const [name] of groups) authorise(actor, action, name);
  return groups.map(([name, group]) => [name, group.map(({ id }) => id)]);
}

/** Things by their namespace, in order of its name: the order in which changes raise versions. */
export function byNamespace<Thing extends { namespace: string }>(things: readonly Thing[]): [string, Thing[]][] {
  return [...Map.groupBy(things, ({ namespace }) => namespace)].sort(([left], [right]) => (left < right ? -1 : 1));
}

/** Thrown when fewer mocks were there at the change than when they were looked up. */
export function requireAll(ids: readonly string[], changed: number): void {
  if (changed === ids.length) return;
  throw new AppError("conflict", "some of these mocks were deleted meanwhile; nothing was changed, try again");
}

function unknownMocks(missing: readonly { id: string; path: string }[]): AppError {
  const problems = missing.map(({ id, path }) => ({ path, message: `there is no mock ${JSON.stringify(id)}` }));
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : "";
  return new AppError("not_found", `${first?.path ?? ""}: ${first?.message ?? ""}${more}; nothing was changed`, {
    problems,
  });
}
