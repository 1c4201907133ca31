import type { LoggedMock } from "./loggable-call.ts";
import { CallsOfAKind } from "./waiting-call.ts";

/**
 * What is noted of the calls of a mock and not written yet. It stands at the mock, which a call has at hand: with 10,000 mocks called in turn,
 * looking it up in a map took as long as finding the mock.
 */
export class MockCalls extends CallsOfAKind<LoggedMock> {
  /** How often it was used since uses were last taken; those that are counted when they happen are left out. */
  uses = 0;
  /** When it was last used, milliseconds since 1970; 0: not since uses were last taken. */
  lastUseAt = 0;
}
