import { AppError } from "@understudy/domain";
import { JSONPathClass, type SafeScriptType } from "jsonpath-plus";

/** Its parser is recursive. */
const expressionLengthMax = 1_000;

/** A node of the syntax tree of a filter expression. */
export interface ExpressionNode {
  type: string;
  operator: string;
  name: string;
  value: unknown;
  /** Whether a member is named by an expression: `a[b]` rather than `a.b`. */
  isComputed: boolean;
  child: (key: string) => ExpressionNode;
  children: (key: string) => ExpressionNode[];
  describe: () => string;
}

/**
 * Parses a filter expression with the parser of jsonpath-plus's safe evaluation. Nothing is evaluated by it: what may stand in an
 * expression, and what it means, is decided in filter-expression.ts.
 */
export function parseExpression(text: string): ExpressionNode {
  if (text.length > expressionLengthMax) {
    throw new AppError("validation", `the filter is longer than ${expressionLengthMax} characters`);
  }
  if (text.trim() === "") throw new AppError("validation", "the filter is empty");
  try {
    const script = new safeVm.Script(renameCurrent(text));
    return toNode("ast" in script ? script.ast : null);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const reason = error instanceof Error ? error.message : "it can't be read";
    throw new AppError("validation", `the filter ${JSON.stringify(text)} can't be read: ${reason}`, { cause: error });
  }
}

/** The source and flags of a pattern that is written into the expression, as text or between slashes. */
export function readLiteralPattern(node: ExpressionNode): { source: string; flags: string } {
  if (node.type !== "Literal") throw new AppError("validation", "the pattern of a filter must be written out");
  if (typeof node.value === "string") return { source: node.value, flags: "" };
  if (!(node.value instanceof RegExp)) throw new AppError("validation", "the pattern of a filter must be text");
  return { source: node.value.source, flags: node.value.flags.replace(/[^ims]/g, "") };
}

/** It is there for whoever wants to replace it; its types leave it out. */
const { safeVm } = JSONPathClass.prototype as unknown as { safeVm: SafeScriptType };

/** The parser knows no `@`: a name that JavaScript allows stands for it. */
const currentName = "_$_at";

/** Outside of texts, in which an @ is an @. */
function renameCurrent(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|@/gs, (part) => (part === "@" ? currentName : part));
}

function toNode(raw: unknown): ExpressionNode {
  if (typeof raw !== "object" || raw === null) throw new AppError("validation", "the filter is incomplete");
  const fields = raw as Readonly<Record<string, unknown>>;
  const readText = (key: string) => (typeof fields[key] === "string" ? fields[key] : "");
  return {
    type: readText("type"),
    operator: readText("operator"),
    name: readText("name").replace(currentName, "@"),
    value: fields.value,
    isComputed: fields.computed === true,
    child: (key) => toNode(fields[key]),
    children: (key) => (Array.isArray(fields[key]) ? fields[key].map(toNode) : []),
    describe: () => [readText("type"), readText("operator"), readText("name")].filter(Boolean).join(" "),
  };
}
