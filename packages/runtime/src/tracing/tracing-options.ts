import type { Logger } from "../logger.ts";
import type { Sampling, Tracer } from "./tracer.ts";

export interface TracingOptions {
  /** Name of the process, as its service is called unless OTEL_SERVICE_NAME says otherwise: `understudy-<process>`. */
  process: string;
  /** Of the product. */
  version: string;
  /** Null: nobody wants traces. */
  sampling: Sampling | null;
  log: Pick<Logger, "info" | "warn">;
}

export interface Tracing {
  /** Null: nobody wants traces, and nothing that makes them is loaded. */
  tracer: Tracer | null;
  /** Sends what is left, within two seconds. */
  stop: () => Promise<void>;
}
