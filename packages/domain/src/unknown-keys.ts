import type { z } from "zod";
import type { Problem } from "./app-error.ts";

/**
 * Keys of an input that its schema does not know: they are dropped, and the caller is told (contract, Decided 16).
 * `ignored` are keys at the top that mean nothing; `path` is where the input stands.
 * One by one, because a body may have any number of them and each is compared with all known names: take what you show.
 * Walks only where the schema knows objects and lists; what the schema leaves open is not looked into.
 */
export function* findUnknownKeys(
  schema: z.ZodType,
  input: unknown,
  options: { ignored?: readonly string[]; path?: string } = {},
): Generator<Problem> {
  const { ignored = [], path = "$" } = options;
  const inner = chooseMember(unwrap(schema), input);
  if (inner.def.type === "array" && Array.isArray(input)) {
    const element = (inner as z.ZodArray<z.ZodType>).element;
    for (const [index, item] of input.entries()) yield* findUnknownKeys(element, item, { path: `${path}[${index}]` });
    return;
  }
  if (inner.def.type !== "object" || !isRecord(input)) return;
  const shape = (inner as z.ZodObject<Record<string, z.ZodType>>).shape;
  for (const [key, value] of Object.entries(input)) {
    const known = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (known !== undefined) yield* findUnknownKeys(known, value, { path: `${path}.${key}` });
    else if (!ignored.includes(key)) yield { path: `${path}.${key}`, message: describe(key, Object.keys(shape)) };
  }
}

/** The schema under `optional`, `nullable`, `default`, `preprocess` and `transform`. */
function unwrap(schema: z.ZodType): z.ZodType {
  switch (schema.def.type) {
    case "optional":
    case "nullable":
    case "default":
      return unwrap((schema as z.ZodOptional<z.ZodType>).unwrap());
    case "pipe": {
      const { in: before, out } = schema as z.ZodPipe<z.ZodType, z.ZodType>;
      return unwrap(out.def.type === "transform" ? before : out);
    }
    default:
      return schema;
  }
}

/** Of a discriminated union the member that the input says it is. */
function chooseMember(schema: z.ZodType, input: unknown): z.ZodType {
  if (schema.def.type !== "union" || !("discriminator" in schema.def) || !isRecord(input)) return schema;
  const { discriminator, options } = schema.def as z.core.$ZodDiscriminatedUnionDef;
  const member = options.find((option) => option._zod.propValues?.[discriminator]?.has(input[discriminator] as never));
  return (member as z.ZodType | undefined) ?? schema;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function describe(key: string, known: readonly string[]): string {
  const [nearest] = known
    .map((name) => ({ name, distance: editDistance(name.toLowerCase(), key.toLowerCase()) }))
    .sort((left, right) => left.distance - right.distance);
  const isNear = nearest !== undefined && nearest.distance <= Math.max(1, Math.floor(nearest.name.length / 3));
  return `unknown key, ignored${isNear ? `; did you mean ${nearest.name}?` : ""}`;
}

/** Levenshtein's distance, for keys of ordinary length. */
function editDistance(left: string, right: string): number {
  if (left.length > 64 || right.length > 64) return Math.max(left.length, right.length);
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [index, character] of [...left].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= right.length; column++) {
      const substituted = (row[column - 1] ?? 0) + (right[column - 1] === character ? 0 : 1);
      next.push(Math.min(substituted, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
