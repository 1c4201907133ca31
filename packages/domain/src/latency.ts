import { z } from "zod";

/** Longest wait before an answer and longest time of a slow one, milliseconds: ten minutes. */
export const answerTimeMsMax = 600_000;

export const AnswerTimeMsSchema = z
  .number("must be a number of milliseconds")
  .nonnegative("must not be negative")
  .max(answerTimeMsMax, `must be at most ${answerTimeMsMax}`);

/** A wait that is drawn for each call, beside the fixed `delay`. */
export const LatencySchema = z.discriminatedUnion("distribution", [
  z
    .object({ distribution: z.literal("uniform"), lowerMs: AnswerTimeMsSchema, upperMs: AnswerTimeMsSchema })
    .refine(({ lowerMs, upperMs }) => lowerMs <= upperMs, { path: ["upperMs"], message: "must not be below lowerMs" }),
  z.object({
    distribution: z.literal("lognormal"),
    /** Half of the waits are shorter. */
    medianMs: AnswerTimeMsSchema,
    /** The spread: standard deviation of the wait's logarithm. */
    sigma: z.number().nonnegative("must not be negative").max(10),
    maxMs: AnswerTimeMsSchema.optional(),
  }),
]);
export type Latency = z.infer<typeof LatencySchema>;

/** Draws a wait; `random` gives numbers from 0 to below 1. */
export function drawLatencyMs(latency: Latency, random: () => number): number {
  if (latency.distribution === "uniform") {
    return latency.lowerMs + random() * (latency.upperMs - latency.lowerMs);
  }
  const { medianMs, sigma, maxMs = answerTimeMsMax } = latency;
  return Math.min(medianMs * Math.exp(sigma * drawNormal(random)), maxMs);
}

/** From the standard normal distribution, by the method of Box and Muller. */
function drawNormal(random: () => number): number {
  // 1 - x, because the logarithm of 0 is none.
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
