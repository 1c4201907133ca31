import { add, multiply, subtract } from "./decimal-arithmetic.ts";

/** A function of numbers. */
export interface FunctionDefinition {
  /** How many arguments it takes; a call with more or fewer stays literal. */
  argumentCount: number;
  /** What an argument counts as that has no value and no default; null: the call finds no value either. */
  missing: number | null;
  compute: (left: number, right: number) => number;
}

/** The functions of templates (contract D4). */
const functions: Readonly<Record<string, FunctionDefinition>> = {
  increment: { argumentCount: 1, missing: 0, compute: (value) => add(value, 1) },
  sum: { argumentCount: 2, missing: null, compute: add },
  subtract: { argumentCount: 2, missing: null, compute: subtract },
  multiply: { argumentCount: 2, missing: null, compute: multiply },
};

/** The function of a name; names are case-sensitive. */
export function findFunction(name: string): FunctionDefinition | null {
  return Object.hasOwn(functions, name) ? (functions[name] ?? null) : null;
}
