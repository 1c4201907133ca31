import { z } from "zod";

const SampleSchema = z.object({
  labels: z.record(z.string(), z.union([z.string(), z.number()])),
  value: z.number(),
  /** Of a histogram's value: `…_bucket`, `…_sum`, `…_count`. */
  metricName: z.string().optional(),
});

/**
 * A metric with its values at one moment, as processes tell each other and as prom-client puts it. What is no number is left out: the lag
 * of an event loop that did not turn is none.
 */
export const MetricFamilySchema = z.object({
  name: z.string(),
  help: z.string(),
  type: z.enum(["counter", "gauge", "histogram", "summary"]),
  /** How values of the same labels become one. They never have the same: each process has its own. */
  aggregator: z.string(),
  values: z
    .array(z.union([SampleSchema, z.object({ value: z.unknown() }).transform(() => null)]))
    .transform((values) => values.filter((value) => value !== null)),
});

export type MetricFamily = z.infer<typeof MetricFamilySchema>;

/** Says which process values are of, where they don't say so themselves. */
export function labelProcess(families: readonly MetricFamily[], process: string): MetricFamily[] {
  return families.map((family) => ({
    ...family,
    values: family.values.map((value) => ({ ...value, labels: { process, ...value.labels } })),
  }));
}
