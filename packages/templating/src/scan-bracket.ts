import type { ScannedExpression, Step } from "./expression.ts";
import { findClosing, findQuote } from "./scan-characters.ts";

type ScanInner = (start: number) => ScannedExpression | null;

/** One step and where it ends. A step of null is one that we do not support. */
export interface ScannedStep {
  step: Step | null;
  end: number;
  /** Whether a name was taken that could as well end earlier. */
  isAmbiguous: boolean;
}

const index = /\[(-?\d{1,9})\]/y;
/** `[*]`, `[?(…)]`, `[(…)]`, `[1:2]`, `[1,2]`, `["a","b"]`: JSONPath that we do not evaluate here. */
const unsupported = /\[(?:\*|\?|\(|-?\d*\s*[:,]|["'][^"'\]]{0,256}["']\s*,)/y;

/** Reads the step in brackets at `start`; null when it is text, as in "$.req.name[sic]". */
export function scanBracket(text: string, start: number, scanInner: ScanInner): ScannedStep | null {
  const inside = text.charAt(start + 1);
  index.lastIndex = start;
  const digits = index.exec(text)?.[1];
  if (digits !== undefined) {
    return { step: { kind: "index", index: Number(digits) }, end: index.lastIndex, isAmbiguous: false };
  }
  unsupported.lastIndex = start;
  if (unsupported.test(text)) {
    const end = findClosing(text, start);
    return end === null ? null : { step: null, end, isAmbiguous: false };
  }
  if (inside === '"' || inside === "'") return scanQuoted(text, start + 1);
  return text.startsWith("$.", start + 1) ? scanComputed(text, start + 1, scanInner) : null;
}

function scanQuoted(text: string, start: number): ScannedStep | null {
  const close = findQuote(text, start);
  if (close === null || text[close + 1] !== "]") return null;
  const key = text.slice(start + 1, close).replaceAll(/\\(.)/gsu, "$1");
  return { step: { kind: "quoted", key }, end: close + 2, isAmbiguous: false };
}

function scanComputed(text: string, start: number, scanInner: ScanInner): ScannedStep | null {
  const inner = scanInner(start);
  if (inner === null || text[inner.end] !== "]") return null;
  const { expression, end, isAmbiguous } = inner;
  return {
    step: expression.kind === "unresolvable" ? null : { kind: "computed", expression, isDotted: false },
    end: end + 1,
    isAmbiguous,
  };
}
