// Template + context → value: compiled once, rendered without parsing (design 1). Pure: clock, randomness and stores are passed in.
// It must not know where requests come from, how stores are kept or what becomes of the rendered value.
export { compileTemplate, type Template } from "./compile-template.ts";
export { compileText } from "./compile-text.ts";
export { createFakerSource, type FakerSource } from "./faker-source.ts";
export type { CallbackAnswer, RenderContext, RequestView } from "./render-context.ts";
export { mergeReads, noReads, type ReadKeys, type TemplateReads } from "./template-reads.ts";
