import { accessorDefinitions, type AccessorName, findAccessor } from "./accessor-names.ts";
import type { ScannedExpression } from "./expression.ts";
import { scanCall } from "./scan-call.ts";
import { type NameReach, scanName } from "./scan-characters.ts";
import { scanFaker } from "./scan-faker.ts";
import { scanSteps, type StepsOptions } from "./scan-steps.ts";

interface ScanOptions {
  /** How far names reach below accessors other than the headers, whose names always have hyphens (contract D3.11). */
  names: NameReach;
  /** How many expressions this one is nested in. */
  depth: number;
}

/** Nesting beyond this is text; without a bound a long text could exhaust the stack. */
const depthMax = 4;

/** Reads the expression that begins with the `$.` at `start`. Null when that is plain text, as in "for $.50, each". */
export function scanExpression(text: string, start: number, options: ScanOptions): ScannedExpression | null {
  if (options.depth > depthMax) return null;
  const nameStart = start + 2;
  const nameEnd = scanName(text, nameStart, "narrow");
  const name = text.slice(nameStart, nameEnd);
  if (name === "" || startsWithDigit(name)) return null;
  if (name === "fake") return { ...scanFaker(text, start, nameEnd), isAmbiguous: false };

  const scanInner = (position: number) => scanExpression(text, position, { ...options, depth: options.depth + 1 });
  const stepsOptions: StepsOptions = { tail: "path", names: options.names, scanInner };
  const accessor = findAccessor(name);
  if (accessor !== null) return scanAccessor(text, start, { accessor, nameEnd, stepsOptions });
  const call = scanCall(text, start, { nameEnd, steps: stepsOptions });
  if (call !== null) return call;
  const { end } = scanSteps(text, nameEnd, stepsOptions);
  return { expression: { kind: "unresolvable", source: text.slice(start, end) }, end, isAmbiguous: false };
}

function startsWithDigit(name: string): boolean {
  return name.charAt(0) >= "0" && name.charAt(0) <= "9";
}

interface FoundAccessor {
  accessor: AccessorName;
  nameEnd: number;
  stepsOptions: StepsOptions;
}

function scanAccessor(text: string, start: number, found: FoundAccessor): ScannedExpression {
  const { accessor, nameEnd, stepsOptions } = found;
  const { tail, isValueItself } = accessorDefinitions[accessor];
  const names = accessor === "reqHeader" ? "header" : stepsOptions.names;
  const { steps, end, isSupported, isAmbiguous } = scanSteps(text, nameEnd, { ...stepsOptions, tail, names });
  const source = text.slice(start, end);
  const isResolvable = isSupported && (isValueItself || steps.length > 0);
  return {
    expression: isResolvable
      ? { kind: "accessor", source, accessor, steps, otherwise: null }
      : { kind: "unresolvable", source },
    end,
    isAmbiguous,
  };
}
