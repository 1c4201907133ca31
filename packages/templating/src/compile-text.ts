import { ReadsCollector } from "./collect-reads.ts";
import { compilePieces, type CompiledText } from "./compile-pieces.ts";
import { parsePieces } from "./parse-pieces.ts";
import type { RenderContext } from "./render-context.ts";
import { noReads, type TemplateReads } from "./template-reads.ts";

/** A compiled text, whose rendering is always text: a header's value, a Kafka key, a template file. */
export interface TextTemplate {
  /** True when it has no expression that could resolve: rendering gives the text itself. */
  isStatic: boolean;
  reads: TemplateReads;
  /** Expressions in it that can never resolve, such as an unknown faker; they are text. For warnings. */
  unresolvable: readonly string[];
  render: (context: RenderContext) => string;
}

/** Compiles a text in which values take their text form: lists and objects compact JSON, null "null" (contract D3.7). */
export function compileText(text: string): TextTemplate {
  const reads = new ReadsCollector();
  const compiled = compileString(text, reads);
  const { unresolvable } = reads;
  if (compiled.kind === "static") return { isStatic: true, reads: noReads, unresolvable, render: () => text };
  return { isStatic: false, reads: reads.toReads(), unresolvable, render: compiled.renderText };
}

/** Most strings hold no expression; those are not parsed. */
export function compileString(text: string, reads: ReadsCollector): CompiledText {
  return text.includes("$.") ? compilePieces(parsePieces(text), reads) : { kind: "static" };
}
