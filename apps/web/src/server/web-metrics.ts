import { connectionsGauge, gaugeOf, type MetricFamily, type Metrics } from "@understudy/runtime";

/** Counts what `web` has answered. */
export interface RequestMeter {
  note: (request: { path: string; status: number; durationMs: number }) => void;
}

/** What `web` tells: of itself, and of the installation, which it looks up. */
export function createWebMetrics(metrics: Metrics): RequestMeter {
  const requests = metrics.counter("understudy_http_requests_total", "Requests to web by surface and class of status", [
    "surface",
    "status_class",
  ]);
  const durations = metrics.histogram("understudy_http_request_duration_seconds", "Time to answer them, by surface", [
    "surface",
  ]);
  metrics.addSource(() => {
    const connections = globalThis.understudyManagement?.connections();
    return connections === undefined ? [] : [connectionsGauge({ management: connections })];
  });
  metrics.addSource(readInstallation);
  return {
    note({ path, status, durationMs }) {
      const surface = surfaceOf(path);
      requests.inc({ surface, status_class: `${Math.floor(status / 100)}xx` });
      durations.observe({ surface }, durationMs / 1_000);
    },
  };
}

function surfaceOf(path: string): "rest" | "health" | "dashboard" {
  if (path.startsWith("/api/v1/")) return "rest";
  return path === "/health" || path.startsWith("/health/") ? "health" : "dashboard";
}

/** Without the database all of them but the first are missing: nothing is known. */
async function readInstallation(): Promise<MetricFamily[]> {
  const isUp = (value: number) => gaugeOf("understudy_database_up", "1: the database answers", [{ value }]);
  const measured = await globalThis.understudyManagement?.measure().catch(() => null);
  if (measured == null) return [isUp(0)];
  const { backlog, openCircuits, workers, resolvers } = measured;
  const late = resolvers.living - resolvers.inStep;
  return [
    isUp(1),
    gaugeOf("understudy_deliveries_pending", "Deliveries that are not final; at most 100,000 are counted", [
      { value: backlog.pending },
    ]),
    gaugeOf("understudy_queue_lag_seconds", "For how long the delivery that is due for longest has been so", [
      { value: backlog.oldestDueMs / 1_000 },
    ]),
    gaugeOf("understudy_due_lanes", "Lanes with deliveries that are due and that no worker holds", [
      { value: backlog.dueLanes },
    ]),
    gaugeOf("understudy_open_circuits", "Targets that nothing is sent to for now", [{ value: openCircuits }]),
    gaugeOf("understudy_workers", "Workers that live", [{ value: workers }]),
    gaugeOf("understudy_resolvers", "Resolvers that live, by whether they keep up with changes", [
      { labels: { state: "in_step" }, value: resolvers.inStep },
      { labels: { state: "late" }, value: late },
    ]),
  ];
}
