import { z } from "zod";
import type { Problem } from "./app-error.ts";
import { ConditionsSchema } from "./condition.ts";

/** What becomes of a callback whose predecessor was not delivered. `skip` when the field is absent. */
export const afterFailures = ["skip", "send"] as const;
export type AfterFailure = (typeof afterFailures)[number];

/** As templates write it: `$.cb.<name>.response`. */
const CallbackNameSchema = z
  .string()
  .regex(
    /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/,
    "must be up to 64 letters, digits, _ and -, and start with a letter or _, such as authorized",
  );

/** Places beside the request that a callback's condition can look at. Paths start at the status, the payload, the store. */
export const conditionPlaces = ["statusCode", "response", "gStore", "cStore", "mStore"] as const;
export type ConditionPlace = (typeof conditionPlaces)[number];

/** Checks on the request (as in a mock's `http`), its answer and the stores after `extract`: all must hold. */
const CallbackConditionSchema = z.object({
  conditions: ConditionsSchema.optional(),
  queryParams: ConditionsSchema.optional(),
  header: ConditionsSchema.optional(),
  statusCode: ConditionsSchema.optional(),
  response: ConditionsSchema.optional(),
  gStore: ConditionsSchema.optional(),
  cStore: ConditionsSchema.optional(),
  mStore: ConditionsSchema.optional(),
  /** Default for all of them; a condition's own wins. */
  sortArray: z.boolean().optional(),
});
export type CallbackCondition = z.infer<typeof CallbackConditionSchema>;

/** Fields of a callback that say whether and behind which other it is sent. */
export const callbackOrderFields = {
  /** Unique in its mock. */
  name: CallbackNameSchema.optional(),
  /** The name of its predecessor: it waits until that one is final. */
  after: CallbackNameSchema.optional(),
  afterFailure: z.enum(afterFailures).optional(),
  /** Unmet: it is recorded as skipped, and not sent. */
  condition: CallbackConditionSchema.optional(),
};

interface Ordered {
  name?: string | undefined;
  after?: string | undefined;
  afterFailure?: AfterFailure | undefined;
  async?: boolean | undefined;
}

/** What no callback can say alone: names are unique, predecessors are there, nobody waits for itself or for what comes later. */
export function checkCallbackOrder(callbacks: readonly Ordered[], context: z.RefinementCtx): void {
  const byName = new Map<string, Ordered>();
  for (const [index, callback] of callbacks.entries()) {
    const { name } = callback;
    if (name === undefined) continue;
    const first = byName.get(name);
    if (first === undefined) byName.set(name, callback);
    else {
      const message = `is the name of $.webhooks[${callbacks.indexOf(first)}] already; it must be unique in its mock`;
      context.addIssue({ code: "custom", path: [index, "name"], message });
    }
  }
  for (const [index, callback] of callbacks.entries()) {
    const message = explainWrongPredecessor(callback, byName);
    if (message !== null) context.addIssue({ code: "custom", path: [index, "after"], message });
  }
}

function explainWrongPredecessor(callback: Ordered, byName: ReadonlyMap<string, Ordered>): string | null {
  const { after } = callback;
  if (after === undefined) return null;
  const predecessor = byName.get(after);
  if (predecessor === undefined) {
    const names = [...byName.keys()].map((name) => JSON.stringify(name)).join(", ");
    return `no callback is named ${JSON.stringify(after)}; ${names === "" ? "none has a name" : `there is ${names}`}`;
  }
  const ring = findRing(callback, byName);
  if (ring !== null) return `waits for itself: ${ring.map((name) => JSON.stringify(name)).join(" after ")}`;
  if (callback.async === false && predecessor.async !== false) {
    return `a synchronous callback can wait for synchronous ones only; ${JSON.stringify(after)} is sent when the answer is out`;
  }
  return null;
}

/** The names on the way from a callback back to itself; null when there is no such way. */
function findRing(callback: Ordered, byName: ReadonlyMap<string, Ordered>): string[] | null {
  if (callback.name === undefined) return null;
  const names = [callback.name];
  let { after } = callback;
  while (after !== undefined && names.length <= byName.size) {
    names.push(after);
    if (after === callback.name) return names;
    after = byName.get(after)?.after;
  }
  return null;
}

/** The names of the callbacks that one comes behind, the nearest first. */
export function predecessorNamesOf({ after }: Ordered, callbacks: readonly Ordered[]): string[] {
  const names: string[] = [];
  for (let name = after; name !== undefined && !names.includes(name);) {
    names.push(name);
    name = callbacks.find((callback) => callback.name === name)?.after;
  }
  return names;
}

/** Every callback behind its predecessor; otherwise in the order in which they are given. */
export function inSendingOrder<Each extends { name: string | null; after: string | null }>(
  callbacks: readonly Each[],
): readonly Each[] {
  if (callbacks.every(({ after }) => after === null)) return callbacks;
  const ordered = new Set<Each>();
  const entered = new Set<Each>();
  const add = (callback: Each): void => {
    if (entered.has(callback)) return;
    entered.add(callback);
    const predecessor = callbacks.find(({ name }) => name !== null && name === callback.after);
    if (predecessor !== undefined) add(predecessor);
    ordered.add(callback);
  };
  for (const callback of callbacks) add(callback);
  return [...ordered];
}

/** What of the order has no effect; `path` is that of the callback. */
export function findIgnoredOrder({ after, afterFailure }: Ordered, path: string): Problem[] {
  if (afterFailure === undefined || after !== undefined) return [];
  return [{ path: `${path}.afterFailure`, message: "is ignored: without after it waits for no other callback" }];
}

/** Expected values of a condition that are files; `path` is that of the condition. */
export function listConditionFiles(
  condition: CallbackCondition | undefined,
  path: string,
): { path: string; name: string | undefined }[] {
  const { sortArray: _default, ...places } = condition ?? {};
  return Object.entries(places).flatMap(([place, conditions = []]) =>
    conditions.map(({ valueFromFile }, index) => ({
      path: `${path}.${place}[${index}].valueFromFile`,
      name: valueFromFile,
    })),
  );
}
