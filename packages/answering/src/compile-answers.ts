import type { MockDefinition } from "@understudy/domain";
import { type FakerSource, mergeReads, type TemplateReads } from "@understudy/templating";
import { type CompiledAnswer, compileAnswer, type CompileAnswerOptions } from "./compile-answer.ts";

/** The answers of a mock, of which each call gets one. */
export interface CompiledAnswers {
  /** The only one, if there is just one. */
  single: CompiledAnswer | null;
  reads: TemplateReads;
  /** The answer of one call; `use` is its number among the calls of the mock, from 1 on. */
  choose: (call: { use: number; faker: FakerSource }) => CompiledAnswer;
}

/** Compiles `response`, or the answers of `oneOf` (contract B5): in turn, beginning with the one at `offset`, or at random. */
export function compileAnswers(
  { response, oneOf }: Pick<MockDefinition, "response" | "oneOf">,
  options: CompileAnswerOptions,
): CompiledAnswers {
  const answers = (oneOf?.responses ?? [response ?? {}]).map((answer) => compileAnswer(answer, options));
  const [first] = answers;
  if (first === undefined) throw new TypeError("a oneOf has at least one answer");
  const count = answers.length;
  const isRandom = oneOf?.order === "random";
  const offset = oneOf?.offset ?? 0;
  const positionOf = ({ use, faker }: { use: number; faker: FakerSource }): number =>
    isRandom ? faker.generator.number.int({ min: 0, max: count - 1 }) : (offset + use - 1) % count;
  return {
    single: count === 1 ? first : null,
    reads: mergeReads(answers.map(({ reads }) => reads)),
    choose: count === 1 ? () => first : (call) => answers[positionOf(call)] ?? first,
  };
}
