import type { RenderContext, TemplateReads } from "@understudy/templating";

/** What an answer carries. */
export interface Payload {
  body: Buffer;
  /** What the bytes are by themselves; null when there are none. */
  contentType: string | null;
  /** As callbacks see it (`$.response`). */
  value: unknown;
}

export interface CompiledPayload {
  /** Whether it is the same for every request. */
  isStatic: boolean;
  reads: TemplateReads;
  /** Expressions in it that can never resolve. */
  unresolvable: readonly string[];
  /** Throws an AppError when it can't be made. */
  render: (context: RenderContext) => Payload;
}
