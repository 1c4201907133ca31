import { describe, expect, it } from "vitest";
import { createCallMeter } from "./call-meter.ts";

const valuesOf = (meter: ReturnType<typeof createCallMeter>, name: string) =>
  meter.read().find((family) => family.name === name)?.values ?? [];

describe("a call meter", () => {
  it("counts calls by outcome and class of status, and tells none that there were none of", () => {
    const meter = createCallMeter();
    for (const status of [200, 204, 299, 404]) meter.note("matched", status, 1);
    meter.note("unmatched", 404, 1);
    meter.note("failed", 503, 1);
    meter.note("failed", 0, 1);
    expect(valuesOf(meter, "understudy_stub_calls_total")).toEqual([
      { labels: { outcome: "matched", status_class: "2xx" }, value: 3 },
      { labels: { outcome: "matched", status_class: "4xx" }, value: 1 },
      { labels: { outcome: "unmatched", status_class: "4xx" }, value: 1 },
      { labels: { outcome: "failed", status_class: "none" }, value: 1 },
      { labels: { outcome: "failed", status_class: "5xx" }, value: 1 },
    ]);
  });

  it("cumulates durations in buckets, a bound included", () => {
    const meter = createCallMeter();
    for (const durationMs of [0.1, 0.25, 0.26, 30_000, 31_000]) meter.note("matched", 200, durationMs);
    const values = valuesOf(meter, "understudy_stub_call_duration_seconds");
    const at = (le: number | string) => values.find(({ labels }) => labels["le"] === le)?.value;
    expect([at(0.00025), at(0.0005), at(10), at(30), at("+Inf")]).toEqual([2, 3, 3, 4, 5]);
    const [sum, count] = values.slice(-2);
    expect(sum?.value).toBeCloseTo(61.00061, 5);
    expect(count).toMatchObject({ metricName: "understudy_stub_call_duration_seconds_count", value: 5 });
  });
});
