import {
  type Attributes,
  defaultTextMapGetter,
  defaultTextMapSetter,
  ROOT_CONTEXT,
  type Span as OtelSpan,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { getNumberFromEnv, W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import {
  defaultResource,
  detectResources,
  type Resource,
  resourceAttributesEnvDetector,
  resourceFromAttributes,
  serviceInstanceIdDetector,
  serviceNameEnvDetector,
} from "@opentelemetry/resources";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { createSampler } from "./sampler.ts";
import { withOutagesTold } from "./told-exporter.ts";
import type { Sampling, Span, SpanAttributes, SpanStart, TraceContext } from "./tracer.ts";
import type { Tracing, TracingOptions } from "./tracing-options.ts";

/** How long the end of the process waits for the last spans. */
const stopTimeoutMs = 2_000;

const kinds: Record<SpanStart["kind"], SpanKind> = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  internal: SpanKind.INTERNAL,
};

const propagator = new W3CTraceContextPropagator();

/**
 * Tells a collector of spans, by OTLP over HTTP, in batches, from a bounded queue: what finds no room is dropped. Nothing is registered
 * globally, so that libraries which would make spans of their own (Next.js) make none.
 */
export function startOtlpTracing(options: Omit<TracingOptions, "sampling"> & { sampling: Sampling }): Tracing {
  const exporter = withOutagesTold(new OTLPTraceExporter(), options.log);
  const provider = new TracerProvider({
    resource: describeService(options),
    sampler: createSampler(options.sampling),
    spanProcessors: [new BatchSpanProcessor({ exporter, ...readBatchOptions() })],
  });
  const tracer = provider.getTracer("understudy", options.version);
  return {
    tracer: {
      start({ name, kind, parent, attributes }) {
        const context = parent === null ? ROOT_CONTEXT : propagator.extract(ROOT_CONTEXT, parent, defaultTextMapGetter);
        return toSpan(tracer.startSpan(name, { kind: kinds[kind], attributes: withoutUndefined(attributes) }, context));
      },
    },
    async stop() {
      const timeout = Promise.withResolvers<undefined>();
      const timer = setTimeout(() => timeout.resolve(undefined), stopTimeoutMs);
      // What can't be sent is in the log already.
      await Promise.race([provider.shutdown().catch(() => undefined), timeout.promise]);
      clearTimeout(timer);
    },
  };
}

function toSpan(span: OtelSpan): Span {
  return {
    context: contextOf(span),
    end({ name, attributes = {}, error = null }) {
      if (name !== undefined) span.updateName(name);
      span.setAttributes(withoutUndefined(attributes));
      if (error !== null) {
        span.setAttribute("error.type", error.type);
        const { message } = error;
        span.setStatus({ code: SpanStatusCode.ERROR, ...(message !== undefined && { message }) });
      }
      span.end();
    },
  };
}

function contextOf(span: OtelSpan): TraceContext {
  const context: Partial<TraceContext> = {};
  propagator.inject(trace.setSpan(ROOT_CONTEXT, span), context, defaultTextMapSetter);
  return { traceparent: "", ...context };
}

function withoutUndefined(attributes: SpanAttributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
}

/** Who speaks. What OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say goes before what we do. */
function describeService({ process, version }: Pick<TracingOptions, "process" | "version">): Resource {
  const ours = resourceFromAttributes({
    "service.name": `understudy-${process}`,
    "service.namespace": "understudy",
    "service.version": version,
  });
  const detected = detectResources({
    detectors: [serviceInstanceIdDetector, resourceAttributesEnvDetector, serviceNameEnvDetector],
  });
  return defaultResource().merge(ours).merge(detected);
}

/** The SDK's own settings of its batches, by the names that the specification gives them. */
function readBatchOptions() {
  const given = {
    scheduledDelayMillis: getNumberFromEnv("OTEL_BSP_SCHEDULE_DELAY"),
    exportTimeoutMillis: getNumberFromEnv("OTEL_BSP_EXPORT_TIMEOUT"),
    maxQueueSize: getNumberFromEnv("OTEL_BSP_MAX_QUEUE_SIZE"),
    maxExportBatchSize: getNumberFromEnv("OTEL_BSP_MAX_EXPORT_BATCH_SIZE"),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
