import type { Problem } from "./app-error.ts";
import type { Callback } from "./callback.ts";
import { findIgnoredOrder } from "./callback-order.ts";
import { findIgnoredChaos } from "./chaos.ts";
import type { MockDefinition } from "./mock.ts";
import { usesMaxOf } from "./mock-uses.ts";
import { findIgnoredBySignature } from "./signature.ts";

/** Parts of a mock that can't have an effect as it stands; saving it warns (contract, Decided 16). */
export function findIgnoredParts(definition: MockDefinition): Problem[] {
  const { extract, chainId, webhooks } = definition;
  const ignored: Problem[] = [];
  if (extract?.cStore !== undefined && !chainId) {
    ignored.push({ path: "$.extract.cStore", message: "is ignored: only a mock with a chainId has a chain store" });
  }
  for (const [index, callback] of (webhooks ?? []).entries()) {
    ignored.push(...findIgnoredOrder(callback, `$.webhooks[${index}]`));
    if (callback.trigger !== "on_last_use" || usesMaxOf(definition) !== null) continue;
    const message = "never fires: only a mock with a useLimiter has a last use";
    ignored.push({ path: `$.webhooks[${index}].trigger`, message });
  }
  return [...ignored, ...(webhooks ?? []).flatMap(findIgnoredByExtras)];
}

function findIgnoredByExtras(callback: Callback, index: number): Problem[] {
  const found = [
    ...findIgnoredBySignature(callback),
    ...findIgnoredChaos(callback),
    ...findIgnoredAfterFailure(callback),
  ];
  return found.map(({ path, message }) => ({ path: `$.webhooks[${index}]${path}`, message }));
}

/** What is said of a failure that can't come, or that nobody waits for; the paths are below the callback. */
export function findIgnoredAfterFailure({
  async,
  onFailure,
  retryPolicy,
  retryCount,
}: Pick<Callback, "async" | "onFailure" | "retryPolicy" | "retryCount">): Problem[] {
  const ignored: Problem[] = [];
  if (onFailure === "fail" && async !== false) {
    ignored.push({ path: ".onFailure", message: "has no effect: nobody waits for an asynchronous callback" });
  }
  if (retryPolicy !== undefined && (retryCount ?? retryPolicy.delaysMs?.length ?? 0) === 0) {
    ignored.push({ path: ".retryPolicy", message: "has no effect: the retryCount is 0" });
  }
  return ignored;
}
