import { AppError } from "@understudy/domain";
import type { Budget } from "./budget.ts";
import { type ExpressionNode, parseExpression, readLiteralPattern } from "./expression-node.ts";
import { isEqual, isObject } from "./equality.ts";
import { compilePattern } from "./linear-pattern.ts";
import type { Scope } from "./path.ts";

type Test = (scope: Scope) => boolean;
type Evaluate = (scope: Scope) => unknown;

/** Compiles the expression of a filter `[?(…)]`. Throws a `validation` error for what it does not know. */
export function compileFilter(text: string): Test {
  return compileTest(parseExpression(text));
}

/** Compiles the expression of a script `[(…)]`, such as `(@.length-1)`. */
export function compileScript(text: string): Evaluate {
  return compileValue(parseExpression(text));
}

/** A part of an expression that is true or false. A path alone asks whether there is a value (RFC 9535). */
function compileTest(node: ExpressionNode): Test {
  switch (node.type) {
    case "BinaryExpression":
    case "LogicalExpression":
      return compileBinaryTest(node);
    case "UnaryExpression": {
      if (node.operator !== "!") throw unsupported(node);
      const test = compileTest(node.child("argument"));
      return (scope) => !test(scope);
    }
    case "AssignmentExpression":
      return compileRegexOperator(node);
    case "CallExpression":
      return compileTestCall(node);
    case "Literal": {
      const { value } = node;
      if (typeof value !== "boolean") throw unsupported(node);
      return () => value;
    }
    default: {
      const evaluate = compileValue(node);
      return (scope) => evaluate(scope) !== undefined;
    }
  }
}

function compileBinaryTest(node: ExpressionNode): Test {
  if (node.operator === "&&" || node.operator === "||") {
    const [left, right] = [compileTest(node.child("left")), compileTest(node.child("right"))];
    return node.operator === "&&" ? (scope) => left(scope) && right(scope) : (scope) => left(scope) || right(scope);
  }
  const compare = comparisons[node.operator];
  if (compare === undefined) throw unsupported(node);
  const [left, right] = [compileValue(node.child("left")), compileValue(node.child("right"))];
  return (scope) => compare(left(scope), right(scope), scope.budget);
}

const comparisons: Readonly<Record<string, (left: unknown, right: unknown, budget: Budget) => boolean>> = Object.assign(
  Object.create(null) as object,
  {
    "==": isEqual,
    "===": isEqual,
    "!=": (left: unknown, right: unknown, budget: Budget) => !isEqual(left, right, budget),
    "!==": (left: unknown, right: unknown, budget: Budget) => !isEqual(left, right, budget),
    "<": isLess,
    "<=": (left: unknown, right: unknown) => isLess(left, right) || left === right,
    ">": (left: unknown, right: unknown) => isLess(right, left),
    ">=": (left: unknown, right: unknown) => isLess(right, left) || left === right,
  },
);

/** Only two numbers or two texts have an order. */
function isLess(left: unknown, right: unknown): boolean {
  if (typeof left === "number" && typeof right === "number") return left < right;
  return typeof left === "string" && typeof right === "string" && left < right;
}

/** `@.name =~ /x/` or `=~ "x"`. The parser reads it as the assignment of `~"x"`. */
function compileRegexOperator(node: ExpressionNode): Test {
  const right = node.child("right");
  if (node.operator !== "=" || right.type !== "UnaryExpression" || right.operator !== "~") throw unsupported(node);
  return compileRegexTest({ text: node.child("left"), pattern: right.child("argument"), isWhole: false });
}

/** `match(@.a, "x")` and `search(@.a, "x")` of RFC 9535, and the `@.a.match(/x/)` and `/x/.test(@.a)` of older dialects. */
function compileTestCall(node: ExpressionNode): Test {
  const callee = node.child("callee");
  const [first, second] = node.children("arguments");
  if (callee.type === "Identifier" && (callee.name === "match" || callee.name === "search") && first && second) {
    return compileRegexTest({ text: first, pattern: second, isWhole: callee.name === "match" });
  }
  if (callee.type === "MemberExpression" && first) {
    const method = callee.child("property").name;
    const object = callee.child("object");
    if (method === "match") return compileRegexTest({ text: object, pattern: first, isWhole: false });
    if (method === "test") return compileRegexTest({ text: first, pattern: object, isWhole: false });
  }
  throw unsupported(node);
}

function compileRegexTest({
  text,
  pattern,
  isWhole,
}: {
  text: ExpressionNode;
  pattern: ExpressionNode;
  isWhole: boolean;
}): Test {
  const { source, flags } = readLiteralPattern(pattern);
  const compiled = compilePattern(source, flags);
  const evaluate = compileValue(text);
  return (scope) => {
    const value = evaluate(scope);
    if (typeof value !== "string") return false;
    scope.budget.spend(compiled.cost(value));
    return isWhole ? compiled.isAll(value) : compiled.occursIn(value);
  };
}

/** A part of an expression that has a value; undefined is "nothing". */
function compileValue(node: ExpressionNode): Evaluate {
  switch (node.type) {
    case "Literal": {
      const { value } = node;
      if (typeof value === "object" && value !== null) throw unsupported(node);
      return () => value;
    }
    case "Identifier":
      return compileIdentifier(node);
    case "MemberExpression":
      return compileMember(node);
    case "UnaryExpression":
      return compileNegation(node);
    case "BinaryExpression":
      return compileArithmetic(node);
    case "CallExpression": {
      const [argument, ...others] = node.children("arguments");
      const isLength = node.child("callee").name === "length" && node.child("callee").type === "Identifier";
      if (!isLength || argument === undefined || others.length > 0) throw unsupported(node);
      const evaluate = compileValue(argument);
      return (scope) => lengthOf(evaluate(scope), scope.budget);
    }
    default:
      throw unsupported(node);
  }
}

function compileIdentifier(node: ExpressionNode): Evaluate {
  switch (node.name) {
    case "@":
      return ({ current }) => current;
    case "$":
    case "@root":
      return ({ root }) => root;
    case "@property":
      return ({ name }) => name;
    default:
      throw unsupported(node);
  }
}

function compileMember(node: ExpressionNode): Evaluate {
  const object = compileValue(node.child("object"));
  const property = node.child("property");
  const key: Evaluate = node.isComputed ? compileValue(property) : () => property.name;
  return (scope) => readMember(object(scope), key(scope), scope.budget);
}

/** Own members only: nothing that JavaScript adds can be reached. */
function readMember(value: unknown, key: unknown, budget: Budget): unknown {
  if (Array.isArray(value) && typeof key === "number") return value.at(key) as unknown;
  if (isObject(value) && (typeof key === "string" || typeof key === "number") && Object.hasOwn(value, key)) {
    return value[key];
  }
  return key === "length" && !isObject(value) ? lengthOf(value, budget) : undefined;
}

function lengthOf(value: unknown, budget: Budget): number | undefined {
  if (Array.isArray(value)) return value.length;
  if (typeof value === "string") {
    budget.spend(value.length / 10);
    return [...value].length;
  }
  if (!isObject(value)) return undefined;
  const { length } = Object.keys(value);
  budget.spend(length / 10);
  return length;
}

function compileNegation(node: ExpressionNode): Evaluate {
  if (node.operator !== "-") throw unsupported(node);
  const evaluate = compileValue(node.child("argument"));
  return (scope) => {
    const value = evaluate(scope);
    return typeof value === "number" ? -value : undefined;
  };
}

function compileArithmetic(node: ExpressionNode): Evaluate {
  const calculate = calculations[node.operator];
  if (calculate === undefined) throw unsupported(node);
  const [left, right] = [compileValue(node.child("left")), compileValue(node.child("right"))];
  return (scope) => {
    const [first, second] = [left(scope), right(scope)];
    return typeof first === "number" && typeof second === "number" ? calculate(first, second) : undefined;
  };
}

const calculations: Readonly<Record<string, (left: number, right: number) => number>> = Object.assign(
  Object.create(null) as object,
  {
    "+": (left: number, right: number) => left + right,
    "-": (left: number, right: number) => left - right,
    "*": (left: number, right: number) => left * right,
    "/": (left: number, right: number) => left / right,
    "%": (left: number, right: number) => left % right,
  },
);

function unsupported(node: ExpressionNode): AppError {
  return new AppError("validation", `the filter uses ${node.describe()}, which is not supported here`);
}
