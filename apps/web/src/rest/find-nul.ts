/** The JSON path of the first text or key with NUL in a parsed body; null: there is none. */
export function findNul(value: unknown, path = "$"): string | null {
  if (typeof value === "string") return value.includes("\0") ? path : null;
  if (typeof value !== "object" || value === null) return null;
  const isList = Array.isArray(value);
  for (const [key, part] of Object.entries(value)) {
    // The path of a key with NUL is that of what has it.
    if (key.includes("\0")) return path;
    const found = findNul(part, isList ? `${path}[${key}]` : `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}
