import type { Outcome } from "@understudy/delivery";
import type { Metrics } from "@understudy/runtime";

/** Counts attempts, and deliveries that end with one. */
export interface DeliveryMeter {
  note: (attempt: { transport: string; outcome: Outcome["kind"]; isLast: boolean; durationMs: number }) => void;
}

export function createDeliveryMeter(metrics: Metrics): DeliveryMeter {
  const attempts = metrics.counter("understudy_attempts_total", "Attempts by transport and outcome", [
    "transport",
    "outcome",
  ]);
  const durations = metrics.histogram("understudy_attempt_duration_seconds", "Time that attempts took, by transport", [
    "transport",
  ]);
  const deliveries = metrics.counter(
    "understudy_deliveries_total",
    "Deliveries that came to their end by being delivered or given up, by transport and outcome",
    ["transport", "outcome"],
  );
  return {
    note({ transport, outcome, isLast, durationMs }) {
      attempts.inc({ transport, outcome });
      durations.observe({ transport }, durationMs / 1_000);
      if (isLast) deliveries.inc({ transport, outcome });
    },
  };
}
