import type { CallExpression, ResolvableExpression, ScannedExpression, Step } from "./expression.ts";
import { type FunctionDefinition, findFunction } from "./function-names.ts";
import { findClosing, scanName } from "./scan-characters.ts";
import { scanSteps, type StepsOptions } from "./scan-steps.ts";

interface ScanOptions {
  /** Where the function's name ends: at the opening bracket. */
  nameEnd: number;
  steps: StepsOptions;
}

/** One of the values that an argument can have: the first that is there counts. */
type Alternative = CallExpression["arguments"][number][number];

const number = /-?\d{1,20}(?:\.\d{1,20})?(?![\w.])/y;
const blanks = /\s*/y;

/**
 * Reads `$.sum(…)` and the like at `start`; null when there is no call. It is taken as a whole: one that we don't know, or that can't be read,
 * stays literal with its arguments.
 */
export function scanCall(text: string, start: number, { nameEnd, steps }: ScanOptions): ScannedExpression | null {
  const end = text[nameEnd] === "(" ? findClosing(text, nameEnd) : null;
  if (end === null) return null;
  const source = text.slice(start, end);
  const definition = findFunction(text.slice(start + 2, nameEnd));
  // Inside of a call nothing can be text: names reach as far as they can.
  const scanned = definition && scanArguments(text, nameEnd + 1, { ...steps, tail: "path", names: "wide" });
  const isCall = scanned?.end === end && scanned.arguments.length === definition?.argumentCount;
  const expression = isCall
    ? toCall(source, definition, scanned.arguments)
    : ({ kind: "unresolvable", source } as const);
  return { expression, end, isAmbiguous: false };
}

function toCall(source: string, definition: FunctionDefinition, given: Alternative[][]): CallExpression {
  const { missing } = definition;
  const withMissing = missing === null ? given : given.map((alternatives) => [...alternatives, missing]);
  return { kind: "call", source, definition, arguments: withMissing };
}

/** Reads `a || b, c)`; null when there is something else. `end` is behind the closing bracket. */
function scanArguments(
  text: string,
  start: number,
  options: StepsOptions,
): { arguments: Alternative[][]; end: number } | null {
  const found: Alternative[][] = [[]];
  for (let position = start; ;) {
    const scanned = scanAlternative(text, skipBlanks(text, position), options);
    if (scanned === null) return null;
    found.at(-1)?.push(...scanned.alternatives);
    const next = skipBlanks(text, scanned.end);
    if (text[next] === ")") return { arguments: found, end: next + 1 };
    if (text[next] === ",") found.push([]);
    else if (!text.startsWith("||", next)) return null;
    position = text[next] === "," ? next + 1 : next + 2;
  }
}

function skipBlanks(text: string, start: number): number {
  blanks.lastIndex = start;
  blanks.test(text);
  return blanks.lastIndex;
}

function scanAlternative(
  text: string,
  start: number,
  options: StepsOptions,
): { alternatives: Alternative[]; end: number } | null {
  if (text.startsWith("$.", start)) {
    const inner = options.scanInner(start);
    if (inner === null || inner.expression.kind === "unresolvable") return null;
    return { alternatives: [inner.expression], end: inner.end };
  }
  number.lastIndex = start;
  const digits = number.exec(text)?.[0];
  if (digits !== undefined) return { alternatives: [Number(digits)], end: number.lastIndex };
  return scanBareName(text, start, options);
}

/** `counter` is the entry of that name in the mock store, else the chain store, else the global one (contract D4). */
function scanBareName(
  text: string,
  start: number,
  options: StepsOptions,
): { alternatives: ResolvableExpression[]; end: number } | null {
  const nameEnd = scanName(text, start, options.names);
  if (nameEnd === start || /\d/.test(text.charAt(start))) return null;
  const rest = scanSteps(text, nameEnd, options);
  if (!rest.isSupported) return null;
  const steps: Step[] = [{ kind: "dotted", key: text.slice(start, nameEnd) }, ...rest.steps];
  const source = text.slice(start, rest.end);
  const alternatives = (["mS", "cS", "gS"] as const).map((accessor): ResolvableExpression => ({
    kind: "accessor",
    source,
    accessor,
    steps,
    otherwise: null,
  }));
  return { alternatives, end: rest.end };
}
