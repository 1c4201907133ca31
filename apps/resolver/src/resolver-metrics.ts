import { connectionsGauge, gaugeOf, type Metrics } from "@understudy/runtime";
import type { CallMeter } from "./call-meter.ts";
import type { LiveMocks } from "./live-mocks.ts";
import type { RequestWork } from "./request-work.ts";

/** What a resolver tells of itself. */
export function addResolverMetrics(
  metrics: Metrics,
  { meter, mocks, work }: { meter: CallMeter; mocks: Pick<LiveMocks, "count">; work: Pick<RequestWork, "connections"> },
): void {
  metrics.addSource(() => [
    ...meter.read(),
    gaugeOf("understudy_mocks_loaded", "Mocks that this resolver serves", [{ value: mocks.count() }]),
    connectionsGauge(work.connections()),
  ]);
}
