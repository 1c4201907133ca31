// Which mock answers a request, and why none does. Pure: no I/O, no clock.
// It must not know how mocks are stored or how an answer is written.
export { type Check, checkConditions, type FailedCheck } from "./check-conditions.ts";
export { compileConditions } from "./compile-conditions.ts";
export { compileValueConditions, type ValueConditions } from "./compile-value-conditions.ts";
export { explainMiss, type MissExplanation, type NearMiss } from "./explain-miss.ts";
export { findMatch, type Match, type Matchable, type Miss } from "./find-match.ts";
export type { MatchRequest } from "./match-request.ts";
export { createMockIndex, type MockIndex } from "./mock-index.ts";
export { type BodyView, parseBody } from "./parse-body.ts";
export { parseQuery } from "./parse-query.ts";
export { decodeSegment, splitPath } from "./route.ts";
export { compileRoutePattern } from "./route-pattern.ts";
export { shortenExplanation } from "./shorten-explanation.ts";
