import { findNamespacesOfMock, type Transaction } from "@understudy/database";
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
 * The namespace that a reference means (contract, Decided 14): the one that is named; else the token's or `sandbox` if the mock
 * is there; else the only one, of those that the actor may read, which has such a mock. Throws `conflict` when several have.
 */
export async function locateMock(tx: Transaction, actor: Actor, reference: MockReference): Promise<string> {
  if (reference.namespace !== undefined) return reference.namespace;
  const usual = actor.token?.namespace ?? defaultNamespace;
  const found = await findNamespacesOfMock(tx, reference.id, visibleNamespaces(actor));
  if (found.length === 0 || found.includes(usual)) return usual;
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  throw new AppError(
    "conflict",
    `the mock ${JSON.stringify(reference.id)} is in several namespaces (${found.join(", ")}); name one with ?namespace=`,
  );
}
