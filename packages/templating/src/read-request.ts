import type { KeyCollector } from "./collect-reads.ts";
import { type CompiledStep, computeKey, followSteps, readPart } from "./follow-steps.ts";
import type { Evaluate, RenderContext } from "./render-context.ts";

/** `$.reqHeader.Name[0]`: names in any spelling, values always in a list (contract D2). */
export function readHeaders([name, ...rest]: readonly CompiledStep[], names: KeyCollector): Evaluate {
  names.add(name === undefined || typeof name === "function" ? "all" : [String(name).toLowerCase()]);
  if (name === undefined) return ({ request }) => request.headers;
  if (typeof name !== "function") {
    const steps = [String(name).toLowerCase(), ...rest];
    return (context) => followSteps(context.request.headers, steps, context);
  }
  return (context) => {
    const key = computeKey(name, context);
    return key === undefined
      ? undefined
      : followSteps(context.request.headers, [String(key).toLowerCase(), ...rest], context);
  };
}

/** `$.queryParams.name`: one value is that text, several are a list; an index always works (contract D2). */
export function readQuery([name, ...rest]: readonly CompiledStep[], names: KeyCollector): Evaluate {
  names.add(name === undefined || typeof name === "function" ? "all" : [String(name)]);
  if (name === undefined) return readWholeQuery;
  return (context) => {
    const key = typeof name === "function" ? computeKey(name, context) : name;
    if (key === undefined) return undefined;
    const values = readPart(context.request.query, key);
    return rest.length === 0 ? unwrapSingle(values) : followSteps(values, rest, context);
  };
}

function readWholeQuery({ request }: RenderContext): unknown {
  return Object.fromEntries(Object.entries(request.query).map(([name, values]) => [name, unwrapSingle(values)]));
}

function unwrapSingle(values: unknown): unknown {
  return Array.isArray(values) && values.length === 1 ? readPart(values, 0) : values;
}
