// A mock made ready: what it answers and which callbacks it sends, compiled once, rendered for a request (design 1).
// Pure: it must not know how a request came in, how an answer is written or how deliveries are stored.
export type { RenderedAnswer } from "./compile-answer.ts";
export type { CompileCallbackOptions, CompiledCallback, Lane } from "./compile-callback.ts";
export { type CompiledMock, compileMock, isPlain } from "./compile-mock.ts";
