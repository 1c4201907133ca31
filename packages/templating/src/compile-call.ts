import type { FunctionDefinition } from "./function-names.ts";
import type { Evaluate, RenderContext } from "./render-context.ts";

/** An argument made ready: its alternatives, of which the first that has a value counts. */
export type CompiledArgument = readonly (number | Evaluate)[];

/** A call has no value when an argument has none, or one that is no number. */
export function compileCall(
  { compute }: FunctionDefinition,
  [left = [], right = [0]]: readonly CompiledArgument[],
): Evaluate {
  return (context) => {
    const first = evaluateNumber(left, context);
    const second = evaluateNumber(right, context);
    if (first === undefined || second === undefined) return undefined;
    const result = compute(first, second);
    return Number.isFinite(result) ? result : undefined;
  };
}

function evaluateNumber(alternatives: CompiledArgument, context: RenderContext): number | undefined {
  for (const alternative of alternatives) {
    const value = typeof alternative === "number" ? alternative : alternative(context);
    if (value !== undefined && value !== null) return toNumber(value);
  }
  return undefined;
}

const numericText = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

/** Path and query parameters are always text: text that is a number counts as one. */
function toNumber(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && value.length <= numericTextMax && numericText.test(value)
    ? Number(value)
    : undefined;
}

/** No number needs more characters. */
const numericTextMax = 100;
