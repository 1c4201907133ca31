import { findNamespacesOfMocks, type Transaction } from "@understudy/database";
import { AppError, defaultNamespace } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import { visibleNamespaces } from "../permissions.ts";

/** Which mock is meant. `namespace` is undefined when the request names none. */
export interface MockReference {
  id: string;
  namespace: string | undefined;
}

export function unknownMock(id: string, namespace: string): AppError {
  return new AppError("not_found", `there is no mock ${JSON.stringify(id)} in the namespace ${namespace}`);
}

/**
 * The namespace that a reference means. Throws `conflict` when it may be several. `isDeletedToo`: a deleted mock may be meant.
 */
export async function locateMock(
  tx: Transaction,
  actor: Actor,
  reference: MockReference & { isDeletedToo?: boolean },
): Promise<string> {
  const { id, namespace, isDeletedToo } = reference;
  if (namespace !== undefined) return namespace;
  const query = { ids: [id], namespaces: visibleNamespaces(actor), isDeletedToo };
  const found = await findNamespacesOfMocks(tx, query);
  return chooseNamespace(actor, `the mock ${JSON.stringify(id)}`, found.get(id) ?? []);
}

/**
 * The namespace of a thing that is in these ones, when the request names none (contract, Decided 14): the token's or `sandbox` if
 * it is there, or nowhere; else the only one. Throws `conflict` when there are several.
 */
export function chooseNamespace(actor: Actor, thing: string, found: readonly string[]): string {
  const usual = actor.token?.namespace ?? defaultNamespace;
  if (found.length === 0 || found.includes(usual)) return usual;
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  throw new AppError("conflict", `${thing} is in several namespaces (${found.join(", ")}); name one with ?namespace=`);
}
