import {
  findClampedNumbers,
  findIgnoredParts,
  findUnknownKeys,
  findUnservedParts,
  type MockInput,
  MockInputSchema,
  type Problem,
  serverKeptMockKeys,
} from "@understudy/domain";

/** Most warnings of one answer. */
const warningsMax = 100;

/** A mock as it came and as it was read. */
interface ReadMock {
  body: unknown;
  input: MockInput;
  /** Where it stands in the request. */
  path: string;
}

/**
 * What of mocks was dropped or changed, what has no effect, what is kept without being acted on, and what was found when they were
 * saved: the first of these warnings.
 */
export function listWarnings(mocks: readonly ReadMock[], found: readonly Problem[]): Problem[] {
  const warnings = found.slice(0, warningsMax);
  for (const mock of mocks) {
    for (const warning of findWarnings(mock)) {
      if (warnings.length >= warningsMax) return warnings;
      warnings.push({ ...warning, path: mock.path + warning.path.slice(1) });
    }
  }
  return warnings;
}

function* findWarnings({ body, input }: ReadMock): Generator<Problem> {
  yield* findUnknownKeys(MockInputSchema, body, { ignored: serverKeptMockKeys });
  yield* findClampedNumbers(input, body);
  yield* findIgnoredParts(input);
  for (const { path, message } of findUnservedParts(input)) yield { path, message };
}
