import type { Evaluate, RenderContext } from "./render-context.ts";

/** A key of an object, a position in a list, or a computed one of these. */
export type CompiledStep = string | number | Evaluate;

/** Goes from a value to a part of it. Undefined when there is no such part; prototypes are never looked at. */
export function followSteps(value: unknown, steps: readonly CompiledStep[], context: RenderContext): unknown {
  let current = value;
  for (const step of steps) {
    const key = typeof step === "function" ? computeKey(step, context) : step;
    if (key === undefined) return undefined;
    current = readPart(current, key);
    if (current === undefined) return undefined;
  }
  return current;
}

/** The key that an inner expression gives (contract D3.9); undefined when its value cannot be one. */
export function computeKey(evaluate: Evaluate, context: RenderContext): string | number | undefined {
  const key = evaluate(context);
  if (typeof key === "boolean") return String(key);
  return typeof key === "string" || typeof key === "number" ? key : undefined;
}

/** The own property or element of that key. */
export function readPart(container: unknown, key: string | number): unknown {
  if (Array.isArray(container)) return readElement(container, key);
  if (!isRecord(container)) return undefined;
  return Object.hasOwn(container, key) ? container[key] : undefined;
}

/** Negative positions count from the end. `length` is no part of a list. */
function readElement(list: readonly unknown[], key: string | number): unknown {
  const position = typeof key === "number" ? key : isPosition(key) ? Number(key) : Number.NaN;
  return Number.isInteger(position) ? list.at(position) : undefined;
}

function isPosition(key: string): boolean {
  if (key.length === 0 || key.length > 9) return false;
  for (let index = 0; index < key.length; index += 1) {
    const code = key.charCodeAt(index);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

function isRecord(value: unknown): value is Readonly<Record<string | number, unknown>> {
  return typeof value === "object" && value !== null;
}
