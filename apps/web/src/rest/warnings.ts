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
 * What was found when mocks were saved, what of them was dropped or changed, what has no effect, and what is kept without being acted on:
 * the first of these warnings.
 */
export function listWarnings(mocks: readonly ReadMock[], found: readonly Problem[]): Problem[] {
  return takeWarnings(findAllWarnings(mocks, found));
}

/** The first of these; looks for no more. */
export function takeWarnings(found: Iterable<Problem>): Problem[] {
  const warnings: Problem[] = [];
  for (const warning of found) {
    warnings.push(warning);
    if (warnings.length === warningsMax) break;
  }
  return warnings;
}

function* findAllWarnings(mocks: readonly ReadMock[], found: readonly Problem[]): Generator<Problem> {
  yield* found;
  for (const mock of mocks) {
    for (const warning of findWarnings(mock)) yield { ...warning, path: mock.path + warning.path.slice(1) };
  }
}

function* findWarnings({ body, input }: ReadMock): Generator<Problem> {
  yield* findUnknownKeys(MockInputSchema, body, { ignored: serverKeptMockKeys });
  yield* findClampedNumbers(input, body);
  yield* findIgnoredParts(input);
  yield* findUnservedParts(input);
}
