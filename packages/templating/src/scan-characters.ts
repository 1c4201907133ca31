/**
 * How far a name reaches. Everywhere it is letters, digits and underscores; a hyphen counts only with such a character behind it.
 * - narrow: ends at a hyphen, and where the script changes: `$.req.a-b`, `$.req.nameさん`.
 * - wide: neither ends it: keys such as `first-name`, `straße`.
 * - header: with hyphens, without other scripts.
 */
export type NameReach = "narrow" | "wide" | "header";

const names: Record<NameReach, RegExp> = {
  narrow: /[A-Za-z0-9_]+|[\p{L}\p{N}\p{M}_]+/uy,
  wide: /[\p{L}\p{N}\p{M}_]+(?:-+[\p{L}\p{N}\p{M}_]+)*/uy,
  header: /[A-Za-z0-9_]+(?:-+[A-Za-z0-9_]+)*/y,
};

/** How far a bracket, call or quoted key may reach. Without a bound many unclosed ones would each be searched to the end of the text. */
const reachMax = 512;

/** Where the name that begins at `start` ends; `start` when there is none. */
export function scanName(text: string, start: number, reach: NameReach): number {
  const name = names[reach];
  name.lastIndex = start;
  return name.test(text) ? name.lastIndex : start;
}

/** Where the bracket at `start` is closed (one after it); null when it is not. Brackets in quotes do not count. */
export function findClosing(text: string, start: number): number | null {
  const open = text.charAt(start);
  const close = open === "(" ? ")" : "]";
  const reach = Math.min(text.length, start + reachMax);
  if (!text.slice(start, reach).includes(close)) return null;
  let depth = 0;
  for (let position = start; position < reach; position += 1) {
    const character = text.charAt(position);
    if (character === open) depth += 1;
    if (character === close) depth -= 1;
    if (depth === 0) return position + 1;
    if (character === '"' || character === "'") position = findQuote(text, position) ?? position;
  }
  return null;
}

/** The position of the quote that closes the one at `start`; a backslash takes the meaning from the character after it. */
export function findQuote(text: string, start: number): number | null {
  const quote = text.charAt(start);
  const reach = Math.min(text.length, start + reachMax);
  for (let position = start + 1; position < reach; position += 1) {
    const character = text.charAt(position);
    if (character === quote) return position;
    if (character === "\\") position += 1;
  }
  return null;
}
