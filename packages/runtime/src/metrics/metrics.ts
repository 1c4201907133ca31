import { collectDefaultMetrics, Counter, Histogram, Registry } from "prom-client";
import { z } from "zod";
import { type MetricFamily, MetricFamilySchema } from "./metric-family.ts";

/** What a process counts. */
export interface Metrics {
  counter: <Label extends string>(name: string, help: string, labelNames: readonly Label[]) => Counter<Label>;
  /** Of durations in seconds. */
  histogram: <Label extends string>(name: string, help: string, labelNames: readonly Label[]) => Histogram<Label>;
  /** Values that are looked up when somebody asks. They are left out when that fails or takes too long. */
  addSource: (read: () => Promise<readonly MetricFamily[]> | readonly MetricFamily[]) => void;
  read: () => Promise<MetricFamily[]>;
}

/** Upper bounds in seconds: an answer from memory takes less than the first, a callback may take up to the last. */
export const durationBuckets = [
  0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
];

const sourceTimeoutMs = 1_000;

/** With what is known of every process: CPU, memory, event loop, garbage collection. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const sources: (() => Promise<readonly MetricFamily[]> | readonly MetricFamily[])[] = [];
  const options = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) => {
    return { name, help, labelNames: [...labelNames], registers: [registry] };
  };
  return {
    counter: (name, help, labelNames) => new Counter(options(name, help, labelNames)),
    histogram: (name, help, labelNames) =>
      new Histogram({ ...options(name, help, labelNames), buckets: [...durationBuckets] }),
    addSource: (read) => void sources.push(read),
    async read() {
      const own = await registry.getMetricsAsJSON();
      const looked = await Promise.all(sources.map(readInTime));
      return z.array(MetricFamilySchema).parse([...own, ...looked.flat()]);
    },
  };
}

async function readInTime(
  read: () => Promise<readonly MetricFamily[]> | readonly MetricFamily[],
): Promise<readonly MetricFamily[]> {
  const timeout = Promise.withResolvers<readonly MetricFamily[]>();
  const timer = setTimeout(() => timeout.resolve([]), sourceTimeoutMs);
  try {
    return await Promise.race([read(), timeout.promise]);
  } catch {
    // What can't be looked up now is missing from this answer, and the scrape shows that.
    return [];
  } finally {
    clearTimeout(timer);
  }
}

/** Connections to the database, by what they are for. */
export function connectionsGauge(
  pools: Readonly<Record<string, { open: number; idle: number; waiting: number }>>,
): MetricFamily {
  return gaugeOf(
    "understudy_database_connections",
    "Connections to the database by pool: busy and idle ones, and callers that wait for one",
    Object.entries(pools).flatMap(([pool, { open, idle, waiting }]) => [
      { labels: { pool, state: "busy" }, value: open - idle },
      { labels: { pool, state: "idle" }, value: idle },
      { labels: { pool, state: "waiting" }, value: waiting },
    ]),
  );
}

/** A gauge with these values: labels and value. */
export function gaugeOf(
  name: string,
  help: string,
  values: readonly { labels?: Record<string, string>; value: number }[],
): MetricFamily {
  return {
    ...{ name, help, type: "gauge", aggregator: "sum" },
    values: values.map(({ labels = {}, value }) => ({ labels, value })),
  };
}
