import { AppError } from "@understudy/domain";
import { RE2JS } from "re2js";

const sourceLengthMax = 1_000;
/** Time to match grows with the program and the text: `(a{1,30}){1,30}` is a short pattern and a big program. */
const programSizeMax = 1_000;
/** Longer texts do not match: a pattern is meant for a field. */
export const patternTextLengthMax = 32_768;

/** A regular expression that takes linear time, whatever the text (RE2 syntax: no back-references, no look-around). */
export interface LinearPattern {
  /** Steps of work that a text may cost: each character at worst as many as the program has instructions. */
  cost: (text: string) => number;
  /** Whether it occurs anywhere in the text. */
  occursIn: (text: string) => boolean;
  /** Whether it is the whole text. */
  isAll: (text: string) => boolean;
}

/** Compiles a pattern; throws a `validation` error that says why it can't. */
export function compilePattern(source: string, flags = ""): LinearPattern {
  if (source.length > sourceLengthMax) {
    throw new AppError("validation", `the pattern is longer than ${sourceLengthMax} characters`);
  }
  const compiled = compile(flags === "" ? source : `(?${flags})${source}`);
  const size = compiled.programSize();
  if (size > programSizeMax) throw new AppError("validation", "the pattern is too complex: use smaller repetitions");
  return {
    // Short texts are not worth counting.
    cost: ({ length }) => (length < 200 || length > patternTextLengthMax ? 1 : (length * (size + 20)) / 40),
    occursIn: (text) => text.length <= patternTextLengthMax && compiled.test(text),
    isAll: (text) => text.length <= patternTextLengthMax && compiled.testExact(text),
  };
}

function compile(source: string): RE2JS {
  try {
    return RE2JS.compile(source);
  } catch (error) {
    const reason =
      error instanceof Error ? error.message.replace(/^error parsing regexp: /, "") : "it does not compile";
    throw new AppError("validation", `not a regular expression (RE2 syntax): ${reason}`, { cause: error });
  }
}
