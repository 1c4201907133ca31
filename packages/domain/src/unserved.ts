import type { Problem } from "./app-error.ts";
import type { MockDefinition } from "./mock.ts";
import { protocolOf } from "./protocol-context.ts";

/** Parts of a mock that are kept and returned, but that this version does not act on; saving it warns. */
export function findUnservedParts(definition: MockDefinition): Problem[] {
  const protocol = protocolOf(definition);
  if (protocol === "http") return [];
  return [{ path: `$.${protocol}`, message: "is kept, but this version does not act on it yet" }];
}
