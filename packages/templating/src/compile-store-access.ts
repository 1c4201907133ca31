import type { KeyCollector } from "./collect-reads.ts";
import type { AccessorExpression } from "./expression.ts";
import { type CompiledStep, computeKey, followSteps } from "./follow-steps.ts";
import type { Evaluate, RenderContext } from "./render-context.ts";

interface StoreAccess {
  expression: AccessorExpression;
  /** The compiled steps of the expression. */
  steps: readonly CompiledStep[];
  /** Learns which keys the expression can read. */
  keys: KeyCollector;
  select: (context: RenderContext) => ReadonlyMap<string, unknown>;
}

/** A way to read `a.b.c`: the store's key, then the path below its value. */
interface Candidate {
  key: string;
  rest: readonly CompiledStep[];
}

/** So many leading names can be one dotted key; the rest is path. Without a bound a long path would cost its square. */
const keyPartsMax = 16;

/** `$.gS.app.version` is the key `app.version` if there is one, else `version` below the key `app` (contract D3.10). */
export function compileStoreAccess({ expression, steps, keys, select }: StoreAccess): Evaluate {
  const partsMax = countKeyParts(expression);
  const isComputed = steps.slice(0, partsMax).some((step) => typeof step === "function");
  if (isComputed) {
    keys.add("all");
    return (context) => readFirst(select(context), listCandidates(steps, partsMax, context), context);
  }
  const candidates = listCandidates(steps, partsMax, null);
  keys.add(candidates.map(({ key }) => key));
  return (context) => readFirst(select(context), candidates, context);
}

/** How many of the first steps are written with dots. A key in brackets stands for itself. */
function countKeyParts({ steps }: AccessorExpression): number {
  const isPart = steps.map((step) => step.kind === "dotted" || (step.kind === "computed" && step.isDotted));
  const end = isPart.indexOf(false);
  return Math.max(1, Math.min(keyPartsMax, end === -1 ? steps.length : end));
}

/** Longest key first. None when a computed part has no value; `context` is null when no part is computed. */
function listCandidates(
  steps: readonly CompiledStep[],
  partsMax: number,
  context: RenderContext | null,
): readonly Candidate[] {
  const candidates: Candidate[] = [];
  let key = "";
  for (const [position, step] of steps.slice(0, partsMax).entries()) {
    const part = typeof step === "function" ? context && computeKey(step, context) : step;
    if (part == null) return [];
    key = position === 0 ? String(part) : `${key}.${part}`;
    candidates.unshift({ key, rest: steps.slice(position + 1) });
  }
  return candidates;
}

function readFirst(
  store: ReadonlyMap<string, unknown>,
  candidates: readonly Candidate[],
  context: RenderContext,
): unknown {
  for (const { key, rest } of candidates) {
    const value = followSteps(store.get(key), rest, context);
    if (value !== undefined) return value;
  }
  return undefined;
}
