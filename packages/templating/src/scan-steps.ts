import type { Tail } from "./accessor-names.ts";
import type { ScannedExpression, Step } from "./expression.ts";
import { scanBracket, type ScannedStep } from "./scan-bracket.ts";
import { type NameReach, scanName } from "./scan-characters.ts";

export interface StepsOptions {
  tail: Tail;
  names: NameReach;
  /** Reads an expression that is nested in this one. */
  scanInner: (start: number) => ScannedExpression | null;
}

interface ScannedSteps {
  steps: Step[];
  end: number;
  /** Whether a name was taken that could as well end earlier. */
  isAmbiguous: boolean;
  /** False when there is a wildcard, filter or recursive descent: such an expression stays literal as a whole. */
  isSupported: boolean;
}

/** Reads `.a.b[0]["c d"]` from `start` on, as far as it reaches: a full stop without a name after it is text. */
export function scanSteps(text: string, start: number, options: StepsOptions): ScannedSteps {
  const scanned: ScannedSteps = { steps: [], end: start, isAmbiguous: false, isSupported: true };
  for (let count = 0; mayFollow(text.charAt(scanned.end), count, options.tail); count += 1) {
    const next = scanStep(text, scanned.end, options);
    if (next === null) break;
    scanned.end = next.end;
    scanned.isAmbiguous ||= next.isAmbiguous;
    if (next.step === null) scanned.isSupported = false;
    else scanned.steps.push(next.step);
  }
  return scanned;
}

function mayFollow(character: string, count: number, tail: Tail): boolean {
  switch (tail) {
    case "none":
      return false;
    case "name":
      return count === 0;
    case "name-and-index":
      return count === 0 || (count === 1 && character === "[");
    case "path":
      return true;
  }
}

function scanStep(text: string, start: number, options: StepsOptions): ScannedStep | null {
  const character = text.charAt(start);
  if (character === "[") return scanBracket(text, start, options.scanInner);
  return character === "." ? scanDotted(text, start + 1, options) : null;
}

function scanDotted(text: string, start: number, options: StepsOptions): ScannedStep | null {
  const character = text.charAt(start);
  if (character === "$") return text[start + 1] === "." ? scanNested(start, options) : null;
  if (character === "*") return { step: null, end: start + 1, isAmbiguous: false };
  if (character === ".") return scanDescent(text, start + 1);
  const end = scanName(text, start, options.names);
  if (end === start) return null;
  const isAmbiguous = options.names === "wide" && end !== scanName(text, start, "narrow");
  return { step: { kind: "dotted", key: text.slice(start, end) }, end, isAmbiguous };
}

/** `..name`, `..*`, `..[`; other double dots are text. */
function scanDescent(text: string, start: number): ScannedStep | null {
  const character = text.charAt(start);
  const end = character === "*" ? start + 1 : scanName(text, start, "narrow");
  return end > start || character === "[" ? { step: null, end, isAmbiguous: false } : null;
}

function scanNested(start: number, options: StepsOptions): ScannedStep | null {
  const inner = options.scanInner(start);
  if (inner === null) return null;
  const { expression, end, isAmbiguous } = inner;
  return {
    step: expression.kind === "unresolvable" ? null : { kind: "computed", expression, isDotted: true },
    end,
    isAmbiguous,
  };
}
