import { ExportResultCode } from "@opentelemetry/core";
import type { SpanExporter } from "@opentelemetry/sdk-trace";
import type { TracingOptions } from "./tracing-options.ts";

/** Says in the log when spans can't be sent, and when they can again: a line each, however many are lost in between. */
export function withOutagesTold(exporter: SpanExporter, log: TracingOptions["log"]): SpanExporter {
  let lost = 0;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        if (result.code === ExportResultCode.FAILED) {
          if (lost === 0) tellFailure(log, result.error);
          lost += spans.length;
        } else if (lost > 0) {
          log.info({ event: "traces.sent_again", lost }, "Traces are sent again");
          lost = 0;
        }
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  };
}

function tellFailure(log: TracingOptions["log"], error: Error | undefined): void {
  log.warn(
    { event: "traces.not_sent", error: describe(error) },
    "Traces can't be sent; they are dropped until they can, and nothing else is touched",
  );
}

/** A connection that is refused on both loopback addresses is an error without a message of its own. */
function describe(error: Error | undefined): string {
  if (error === undefined) return "unknown";
  if (error instanceof AggregateError) return error.errors.map(String).join("; ");
  return error.message === "" ? error.name : error.message;
}
