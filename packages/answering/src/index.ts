// A mock made ready: what it answers and which callbacks it sends, compiled once, rendered for a request (design 1).
// Pure: it must not know how a request came in, how an answer is written or how deliveries are stored.
export type { Fault, RenderedAnswer } from "./compile-answer.ts";
export {
  compileCallback,
  type CompileCallbackOptions,
  type CompiledCallback,
  type Lane,
  laneOf,
} from "./compile-callback.ts";
export { type Answering, type CompiledMock, compileMock, findPlainAnswer } from "./compile-mock.ts";
export { callbackAnswer } from "./require-resolved.ts";
export type { CompiledProxy } from "./compile-proxy.ts";
export { guardHeaders } from "./hostile-content.ts";
export { renderPostponed } from "./render-postponed.ts";
export { compileCallbackCondition } from "./compile-callback-condition.ts";
export { findUnservedAddress, type UnservedAddress } from "./unserved-address.ts";
