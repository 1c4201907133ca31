// What every process needs to live: configuration, logging, keys, start and stop.
// It knows nothing of mocks, namespaces or deliveries.
export * from "./config.ts";
export * from "./derive-key.ts";
export * from "./failpoint.ts";
export * from "./follow-process.ts";
export * from "./logger.ts";
export * from "./run-process.ts";
export * from "./sealing.ts";
export * from "./secret-keys.ts";
export * from "./supervise.ts";
export { type ChildMetrics, createChildMetrics } from "./metrics/child-metrics.ts";
export { exposeMetrics } from "./metrics/expose-metrics.ts";
export type { MetricFamily } from "./metrics/metric-family.ts";
export { connectionsGauge, createMetrics, durationBuckets, gaugeOf, type Metrics } from "./metrics/metrics.ts";
export { describeServer } from "./tracing/describe-server.ts";
export { spanMethodOf } from "./tracing/span-method.ts";
export type { Span, SpanAttributes, SpanEnd, Tracer } from "./tracing/tracer.ts";
