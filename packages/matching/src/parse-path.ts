import { AppError } from "@understudy/domain";
import { compileFilter, compileScript } from "./filter-expression.ts";
import type { Path, PathStep, Selector, SimpleSelector } from "./path.ts";
import { Scanner } from "./scanner.ts";

const pathLengthMax = 2_000;
const stepsMax = 100;
/** Each descent may multiply the work by the depth of the document. */
const descentsMax = 4;

/**
 * Parses the path of a condition: bare `type`, dotted `filters.region`, `$.email`, `$`, brackets, and JSONPath with wildcards,
 * slices, unions, recursive descent and filters. Throws a `validation` error that says where it went wrong.
 */
export function parsePath(text: string): Path {
  if (text.length > pathLengthMax) {
    throw new AppError("validation", `the path is longer than ${pathLengthMax} characters`);
  }
  const steps = readSteps(new Scanner(text));
  if (steps.length > stepsMax) throw new AppError("validation", `the path has more than ${stepsMax} steps`);
  if (steps.filter(({ isDescent }) => isDescent).length > descentsMax) {
    throw new AppError("validation", `the path descends (..) more than ${descentsMax} times`);
  }
  return { steps, simple: toSimple(steps) };
}

function readSteps(scanner: Scanner): PathStep[] {
  const steps: PathStep[] = [];
  // "" and "$" are the value itself. A name may begin with a dollar ($ref), so the root needs something behind it.
  if (/^\$?$/.test(scanner.text)) return steps;
  if (/^\$\s*[.[]/.test(scanner.text)) scanner.skip(1);
  else if (!/^[.[]/.test(scanner.text)) steps.push({ isDescent: false, selectors: [readName(scanner)] });
  while (!scanner.isAtEnd) steps.push(readStep(scanner));
  return steps;
}

function readStep(scanner: Scanner): PathStep {
  scanner.skipBlanks();
  const isDescent = scanner.take("..");
  if (scanner.peek() === "[") return { isDescent, selectors: readBrackets(scanner) };
  if (!isDescent && !scanner.take(".")) throw scanner.error("expected . or [");
  return { isDescent, selectors: [readName(scanner)] };
}

function readName(scanner: Scanner): Selector {
  const name = scanner.takeWhile(/[^.[\]]/);
  if (name === "") throw scanner.error("expected a name");
  if (name === "*") return { kind: "wildcard" };
  if (/[\^~]$/.test(name)) throw scanner.error("^ (parent) and ~ (name) are not supported");
  return /^(0|[1-9]\d{0,8})$/.test(name) ? { kind: "key", name, index: Number(name) } : { kind: "name", name };
}

function readBrackets(scanner: Scanner): Selector[] {
  scanner.skip(1);
  const selectors: Selector[] = [];
  do {
    scanner.skipBlanks();
    selectors.push(readSelector(scanner));
    scanner.skipBlanks();
  } while (scanner.take(","));
  if (!scanner.take("]")) throw scanner.error("expected ]");
  return selectors;
}

function readSelector(scanner: Scanner): Selector {
  const next = scanner.peek();
  if (next === "'" || next === '"') return { kind: "name", name: scanner.takeQuoted() };
  if (scanner.take("*")) return { kind: "wildcard" };
  if (scanner.take("?")) return { kind: "filter", holds: compileFilter(scanner.takeExpression()) };
  if (next === "(") return { kind: "script", evaluate: compileScript(scanner.takeExpression()) };
  return readIndexOrSlice(scanner);
}

function readIndexOrSlice(scanner: Scanner): Selector {
  const text = scanner.takeWhile(/[-\d:\s]/).trim();
  const parts = text.split(":").map((part) => part.trim());
  const isValid = text !== "" && parts.length <= 3 && parts.every(isSafeInteger);
  if (!isValid) throw scanner.error('expected a number, a slice, * or a name in quotes ("name")');
  const numbers = parts.map((part) => (part === "" ? null : Number(part)));
  const [start = null, end = null, step = null] = numbers;
  if (numbers.length === 1) return { kind: "index", index: start ?? 0 };
  return { kind: "slice", start, end, step: step ?? 1 };
}

/** Digits that JavaScript counts exactly, or nothing: a bound that is left out. */
function isSafeInteger(text: string): boolean {
  return /^(-?(0|[1-9]\d{0,15}))?$/.test(text) && Number.isSafeInteger(Number(text));
}

function toSimple(steps: readonly PathStep[]): SimpleSelector[] | null {
  const simple: SimpleSelector[] = [];
  for (const { isDescent, selectors } of steps) {
    const [selector, ...others] = selectors;
    if (isDescent || selector === undefined || others.length > 0) return null;
    if (selector.kind !== "name" && selector.kind !== "key" && selector.kind !== "index") return null;
    simple.push(selector);
  }
  return simple;
}
