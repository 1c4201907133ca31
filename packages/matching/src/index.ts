// Which mock answers a request. Pure: no I/O, no clock.
// It must not know how mocks are stored or how an answer is written.
export { type Candidate, createMockIndex, type Indexed, type MockIndex } from "./mock-index.ts";
export { decodeSegment, splitPath } from "./route.ts";
