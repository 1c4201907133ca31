import type { Tracing, TracingOptions } from "./tracing-options.ts";

/** Makes what tells OpenTelemetry of spans. Where to is in the OTEL_EXPORTER_OTLP_* variables, which its exporter reads itself. */
export async function openTracing({ sampling, ...options }: TracingOptions): Promise<Tracing> {
  if (sampling === null) return { tracer: null, stop: () => Promise.resolve() };
  const { startOtlpTracing } = await import("./otlp-tracing.ts");
  return startOtlpTracing({ ...options, sampling });
}
