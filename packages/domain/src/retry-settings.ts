import { z } from "zod";
import type { Problem } from "./app-error.ts";
import { answerTimeMsMax, AnswerTimeMsSchema, drawLatencyMs, LatencySchema } from "./latency.ts";

/** Longest wait between two attempts, milliseconds: an hour, as of `retryDelay`. A target that asks for more gets this. */
export const retryWaitMsMax = 3_600_000;

/** How the waits between attempts grow. */
const retryKinds = ["fixed", "exponential", "schedule"] as const;
/** Which fields of a policy say something only for some kinds. */
const kindFields = { delayMs: ["fixed", "exponential"], factor: ["exponential"], delayMsMax: ["exponential"] } as const;

/** Failures that `retryOn` can name beside status codes: all that another attempt may mend. */
export const retryableErrorClasses = [
  ...["dns", "connect", "tls", "timeout", "closed", "protocol", "status", "login", "route", "panic"],
] as const;
const statusClasses = ["3xx", "4xx", "5xx"] as const;

/** Longer waits are clamped, as those of `retryDelay` are (contract, Decided 6). */
const WaitSchema = z
  .int("must be a whole number of milliseconds")
  .nonnegative("must not be negative")
  .transform((ms) => Math.min(ms, retryWaitMsMax));

const causeRule = `must be a status code from 300 to 599, or one of ${[...statusClasses, ...retryableErrorClasses].join(", ")}`;
const RetryCauseSchema = z.union(
  [z.int(causeRule).min(300, causeRule).max(599, causeRule), z.enum(statusClasses), z.enum(retryableErrorClasses)],
  { error: causeRule },
);

/**
 * A retry policy beside the seed's (`retryCount`, `retryDelay`), which goes on to be the default. Stored as it was sent; how often is said
 * by `retryCount`, by the length of a schedule where that is absent.
 */
export const RetryPolicySchema = z
  .object({
    kind: z.enum(retryKinds, `must be one of ${retryKinds.join(", ")}`),
    /** The wait, or the first one. Absent: `retryDelay`. */
    delayMs: WaitSchema.optional(),
    /** By how much each wait is longer than the one before. Absent: 2. */
    factor: z.number().min(1, "must be 1 to 10").max(10, "must be 1 to 10").optional(),
    /** What waits grow to. Absent: an hour. */
    delayMsMax: WaitSchema.optional(),
    /** One after the other; the last one goes on. */
    delaysMs: z.array(WaitSchema).min(1, "must have at least one").max(100, "must have at most 100").optional(),
    /** Waits are drawn out by up to this share, never shortened. Absent: 0. */
    jitter: z.number().min(0, "must be 0 to 1").max(1, "must be 0 to 1").optional(),
    /** Other failures are final. Absent: all are tried again. */
    retryOn: z
      .array(RetryCauseSchema)
      .min(1, "must have at least one; without retryOn every failure is tried again")
      .max(50, "must have at most 50")
      .optional(),
    /** Whether an answer's Retry-After makes the wait longer. Absent: false. */
    respectRetryAfter: z.boolean().optional(),
  })
  .superRefine((policy, context) => {
    const problems: [field: string, message: string][] = Object.entries(kindFields)
      .filter(
        ([field, kinds]) => policy[field as keyof typeof kindFields] !== undefined && !isOneOf(kinds, policy.kind),
      )
      .map(([field, kinds]) => [field, `says nothing for the kind ${policy.kind}, only for ${kinds.join(" and ")}`]);
    if (policy.kind === "schedule" && policy.delaysMs === undefined) problems.push(["delaysMs", "is required"]);
    if (policy.kind !== "schedule" && policy.delaysMs !== undefined) {
      problems.push(["delaysMs", `says nothing for the kind ${policy.kind}, only for schedule`]);
    }
    for (const [field, message] of problems) context.addIssue({ code: "custom", path: [field], message });
  });
export type RetryPolicy = z.infer<typeof RetryPolicySchema>;

function isOneOf(values: readonly string[], value: string): boolean {
  return values.includes(value);
}

/** A wait before the first attempt: milliseconds, or drawn for each delivery. */
export const FirstDelaySchema = z.union([AnswerTimeMsSchema, LatencySchema], {
  error: `must be milliseconds, 0 to ${answerTimeMsMax}, or a latency: {"distribution": "uniform", "lowerMs", "upperMs"} or {"distribution": "lognormal", "medianMs", "sigma", "maxMs"}`,
});
export type FirstDelay = z.infer<typeof FirstDelaySchema>;

/** Draws the wait before the first attempt, in whole milliseconds: rounded up, so that nothing is early. */
export function drawFirstDelayMs(delay: FirstDelay, random: () => number): number {
  return Math.ceil(typeof delay === "number" ? delay : drawLatencyMs(delay, random));
}

/** The longest wait before the first attempt, milliseconds. */
export function firstDelayMsMax(delay: FirstDelay | undefined): number {
  if (delay === undefined) return 0;
  if (typeof delay === "number") return Math.ceil(delay);
  return Math.ceil(delay.distribution === "uniform" ? delay.upperMs : (delay.maxMs ?? answerTimeMsMax));
}

/**
 * The planned wait before a retry, without jitter, milliseconds. `retry` counts from 1; `retryDelayMs` is the wait of the seed's policy,
 * and the first one of those that grow.
 */
export function plannedWaitMs(policy: RetryPolicy | null, { retry, retryDelayMs }: RetryToPlan): number {
  switch (policy?.kind) {
    case "exponential":
      return Math.min(retryDelayMs * (policy.factor ?? 2) ** (retry - 1), policy.delayMsMax ?? retryWaitMsMax);
    case "schedule":
      return policy.delaysMs?.[retry - 1] ?? policy.delaysMs?.at(-1) ?? retryDelayMs;
    case "fixed":
    case undefined:
      return retryDelayMs;
  }
}

export interface RetryToPlan {
  retry: number;
  retryDelayMs: number;
}

/** The longest that a retry can be away, milliseconds: with all its jitter, and with the longest Retry-After. */
export function longestWaitMs(policy: RetryPolicy | null, retry: RetryToPlan): number {
  const planned = plannedWaitMs(policy, retry) * (1 + (policy?.jitter ?? 0));
  return policy?.respectRetryAfter ? Math.max(planned, retryWaitMsMax) : planned;
}

/** As the column holds it. */
export function encodeRetryPolicy(policy: RetryPolicy | null): string | null {
  return policy && JSON.stringify(policy);
}

/** The reverse. One that this version does not know is the seed's: no delivery may be lost over how it is tried again. */
export function decodeRetryPolicy(text: string | null): RetryPolicy | null {
  return text === null ? null : (RetryPolicySchema.safeParse(JSON.parse(text)).data ?? null);
}

/** Waits that the schema made smaller: the caller is told. `sent` is the policy as it came. */
export function findClampedWaits(policy: RetryPolicy | undefined, sent: unknown, path: string): Problem[] {
  if (policy === undefined) return [];
  const given = sent as { delayMs?: unknown; delayMsMax?: unknown; delaysMs?: unknown[] };
  const waits: [path: string, kept: number | undefined, given: unknown][] = [
    [`${path}.delayMs`, policy.delayMs, given.delayMs],
    [`${path}.delayMsMax`, policy.delayMsMax, given.delayMsMax],
    ...(policy.delaysMs ?? []).map((wait, index): [string, number, unknown] => [
      `${path}.delaysMs[${index}]`,
      wait,
      given.delaysMs?.[index],
    ]),
  ];
  return waits
    .filter(([, kept, was]) => kept !== undefined && kept !== was)
    .map(([at]) => ({ path: at, message: `is at most ${retryWaitMsMax}, and was set to that` }));
}
