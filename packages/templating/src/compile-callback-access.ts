import type { KeyCollector } from "./collect-reads.ts";
import { type CompiledStep, computeKey, followSteps } from "./follow-steps.ts";
import type { Evaluate } from "./render-context.ts";

/** `$.cb.<name>.response…`: the answer that another callback of the same request got. */
export function compileCallbackAccess([name, ...rest]: readonly CompiledStep[], keys: KeyCollector): Evaluate {
  keys.add(typeof name === "string" ? [name] : "all");
  return (context) => {
    const key = typeof name === "function" ? computeKey(name, context) : name;
    if (key === undefined) return undefined;
    return followSteps(context.callbacks?.get(String(key)), rest, context);
  };
}
