import type { ReadsCollector } from "./collect-reads.ts";
import { compileExpression } from "./compile-expression.ts";
import type { Piece, ResolvableExpression } from "./expression.ts";
import type { Evaluate, RenderContext } from "./render-context.ts";
import { renderTextForm } from "./text-form.ts";

/** A string that was compiled. */
export type CompiledText =
  | { kind: "static" }
  /** Exactly one expression: its value keeps its JSON type (contract D3.1). */
  | { kind: "whole"; renderValue: Evaluate; renderText: RenderText }
  /** Text with expressions in it (contract D3.2). */
  | { kind: "mixed"; renderText: RenderText };

type RenderText = (context: RenderContext) => string;

/** Turns the pieces of a string into functions. Expressions that can never resolve become text again. */
export function compilePieces(pieces: readonly Piece[], reads: ReadsCollector): CompiledText {
  const parts = mergeTexts(pieces, reads);
  const [first] = parts;
  if (parts.length > 1) return { kind: "mixed", renderText: joinParts(parts.map((part) => compilePart(part, reads))) };
  return first === undefined || typeof first === "string" ? { kind: "static" } : compileWhole(first, reads);
}

function mergeTexts(pieces: readonly Piece[], reads: ReadsCollector): (string | ResolvableExpression)[] {
  const parts: (string | ResolvableExpression)[] = [];
  let text = "";
  for (const piece of pieces) {
    if (typeof piece === "string") {
      text += piece;
    } else if (piece.kind === "unresolvable") {
      reads.unresolvable.push(piece.source);
      text += piece.source;
    } else {
      if (text !== "") parts.push(text);
      text = "";
      parts.push(piece);
    }
  }
  if (text !== "") parts.push(text);
  return parts;
}

function compileWhole(expression: ResolvableExpression, reads: ReadsCollector): CompiledText {
  const evaluate = compileExpression(expression, reads);
  const renderFallback = compileFallback(expression, reads);
  return {
    kind: "whole",
    renderValue: (context) => {
      const value = evaluate(context);
      return value === undefined ? renderFallback(context) : value;
    },
    renderText: compileTextForm(evaluate, renderFallback),
  };
}

function compilePart(part: string | ResolvableExpression, reads: ReadsCollector): string | RenderText {
  if (typeof part === "string") return part;
  return compileTextForm(compileExpression(part, reads), compileFallback(part, reads));
}

function compileTextForm(evaluate: Evaluate, renderFallback: RenderText): RenderText {
  return (context) => {
    const value = evaluate(context);
    if (typeof value === "string") return value;
    const text = value === undefined ? undefined : renderTextForm(value);
    return text ?? renderFallback(context);
  };
}

/** What stands in the output when there is no value: the expression as it was written (contract D3.4). */
function compileFallback(expression: ResolvableExpression, reads: ReadsCollector): RenderText {
  const { source } = expression;
  const otherwise = expression.kind === "accessor" ? expression.otherwise : null;
  const compiled = otherwise === null ? null : compilePieces(otherwise, reads);
  if (compiled !== null && compiled.kind !== "static") return compiled.renderText;
  return (context) => {
    context.onUnresolved?.(source);
    return source;
  };
}

function joinParts(parts: readonly (string | RenderText)[]): RenderText {
  return (context) => {
    let text = "";
    for (const part of parts) text += typeof part === "string" ? part : part(context);
    return text;
  };
}
