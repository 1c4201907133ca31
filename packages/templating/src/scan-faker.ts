import type { Expression } from "./expression.ts";
import { type FakerBounds, type FakerDefinition, findFaker } from "./faker-names.ts";
import { scanName } from "./scan-characters.ts";

const bounds = /\(\s*(-?\d{1,15}(?:\.\d{1,15})?)\s*,\s*(-?\d{1,15}(?:\.\d{1,15})?)\s*\)/y;

/** Reads `.Name` or `.Name(min, max)` behind `$.fake`. What follows is text: the values of fakers have no parts. */
export function scanFaker(text: string, start: number, dot: number): { expression: Expression; end: number } {
  const nameStart = dot + 1;
  const nameEnd = text[dot] === "." ? scanName(text, nameStart, "narrow") : nameStart;
  if (nameEnd === nameStart) return unresolvable(text, start, dot);
  const definition = findFaker(text.slice(nameStart, nameEnd));
  if (definition === null) return unresolvable(text, start, nameEnd);
  if (definition.parameters === undefined) {
    const source = text.slice(start, nameEnd);
    return { expression: { kind: "faker", source, definition, bounds: [0, 0] }, end: nameEnd };
  }
  bounds.lastIndex = nameEnd;
  const match = bounds.exec(text);
  if (match === null) return unresolvable(text, start, nameEnd);
  const end = bounds.lastIndex;
  const parameters = [Number(match[1]), Number(match[2])] as const;
  if (!areUsable(parameters, definition)) return unresolvable(text, start, end);
  return { expression: { kind: "faker", source: text.slice(start, end), definition, bounds: parameters }, end };
}

function areUsable([min, max]: FakerBounds, { parameters }: FakerDefinition): boolean {
  return min <= max && (parameters === "numbers" || (Number.isInteger(min) && Number.isInteger(max)));
}

function unresolvable(text: string, start: number, end: number): { expression: Expression; end: number } {
  return { expression: { kind: "unresolvable", source: text.slice(start, end) }, end };
}
