/**
 * How a value looks inside a text: strings as they are, everything else as compact JSON (contract D3.7).
 * Undefined when it has none: a value nested deeper than the stack allows.
 */
export function renderTextForm(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
