import { durationBuckets, type MetricFamily } from "@understudy/runtime";
import type { NotedCall } from "./request-log/noted-call.ts";

/** Counts stub calls and how long their answers took. */
export interface CallMeter {
  /** `status` 0: the connection ended without one. Makes no object: every call comes by here. */
  note: (outcome: NotedCall["outcome"], status: number, durationMs: number) => void;
  read: () => MetricFamily[];
}

const outcomes = ["matched", "unmatched", "failed"] as const;
/** By the first digit of the status. */
const statusClasses = ["none", "1xx", "2xx", "3xx", "4xx", "5xx"] as const;
const boundsMs = durationBuckets.map((seconds) => seconds * 1_000);

export function createCallMeter(): CallMeter {
  const counts = outcomes.map(() => new Float64Array(statusClasses.length));
  /** Not cumulated; the last one is what is above every bound. */
  const durations = new Float64Array(boundsMs.length + 1);
  let sumMs = 0;
  const byOutcome = { matched: counts[0], unmatched: counts[1], failed: counts[2] };
  return {
    note(outcome, status, durationMs) {
      const count = byOutcome[outcome];
      const statusClass = Math.floor(status / 100);
      if (count !== undefined) count[statusClass] = (count[statusClass] ?? 0) + 1;
      let index = 0;
      while (index < boundsMs.length && durationMs > (boundsMs[index] ?? 0)) index++;
      durations[index] = (durations[index] ?? 0) + 1;
      sumMs += durationMs;
    },
    read: () => [describeCalls(counts), describeDurations(durations, sumMs)],
  };
}

function describeCalls(counts: readonly Float64Array[]): MetricFamily {
  return {
    name: "understudy_stub_calls_total",
    help: "Stub calls by what became of them and the class of the status that they were answered with",
    type: "counter",
    aggregator: "sum",
    values: outcomes.flatMap((outcome, row) =>
      statusClasses.flatMap((statusClass, column) => {
        const value = counts[row]?.[column] ?? 0;
        return value > 0 ? [{ labels: { outcome, status_class: statusClass }, value }] : [];
      }),
    ),
  };
}

function describeDurations(durations: Float64Array, sumMs: number): MetricFamily {
  const name = "understudy_stub_call_duration_seconds";
  let total = 0;
  const buckets = [...durations].map((count, index) => {
    total += count;
    return { labels: { le: durationBuckets[index] ?? "+Inf" }, value: total, metricName: `${name}_bucket` };
  });
  return {
    name,
    help: "Time from the call to its answer, delays that a mock wants included",
    type: "histogram",
    aggregator: "sum",
    values: [
      ...buckets,
      { labels: {}, value: sumMs / 1_000, metricName: `${name}_sum` },
      { labels: {}, value: total, metricName: `${name}_count` },
    ],
  };
}
