"use client";

import type { Namespace } from "@understudy/domain";
import { SettingsCard } from "../settings-card.tsx";
import { NumberForm } from "./number-form.tsx";
import { useNamespaceChange } from "./use-settings.ts";

const countMax = 10_000_000;

/** What protects other namespaces from this one: for admins of the installation to set. */
export function QuotaSettings({ namespace, mayChange }: { namespace: Namespace; mayChange: boolean }) {
  const { quotas, stubs } = namespace;
  const change = useNamespaceChange("The limits are saved.");
  return (
    <SettingsCard title="Limits" about="A call of a stub that would go beyond one of them is answered 429, or 413.">
      <NumberForm
        fields={[
          { name: "pending", label: "Pending deliveries", value: quotas.pendingDeliveries, min: 1, max: countMax },
          {
            name: "perMinute",
            label: "Deliveries a minute",
            value: quotas.deliveriesPerMinute,
            ...{ min: 1, max: countMax, whenEmpty: "no limit" },
          },
          {
            name: "calls",
            label: "Stub calls a minute",
            value: stubs.callsPerMinute,
            ...{ min: 1, max: countMax, whenEmpty: "no limit" },
          },
          {
            name: "bytes",
            label: "Largest body of a call, bytes",
            value: stubs.bodyBytesMax,
            ...{ min: 1, max: 1_000_000_000, whenEmpty: "the installation’s" },
          },
        ]}
        mayChange={mayChange}
        saving={change}
        onSave={(values) => {
          const quotasChange = {
            pendingDeliveries: values.get("pending") ?? undefined,
            deliveriesPerMinute: values.get("perMinute") ?? null,
            stubCallsPerMinute: values.get("calls") ?? null,
            stubBodyBytes: values.get("bytes") ?? null,
          };
          change.mutate({ namespace: namespace.name, change: { quotas: quotasChange } });
        }}
        note="Admins of the installation set them."
      />
    </SettingsCard>
  );
}

/** How long the past of a namespace is kept. */
export function RetentionSettings({ namespace, mayChange }: { namespace: Namespace; mayChange: boolean }) {
  const { retention } = namespace;
  const change = useNamespaceChange("How long the past is kept is saved.");
  return (
    <SettingsCard
      title="Retention"
      about="Final deliveries, and calls of the request log, that are older or beyond the newest so many are removed."
    >
      <NumberForm
        fields={[
          { name: "days", label: "Days", value: retention.days, min: 1, max: 3_650 },
          { name: "deliveries", label: "Newest deliveries", value: retention.deliveries, min: 100, max: countMax },
        ]}
        mayChange={mayChange}
        saving={change}
        onSave={(values) => {
          const retentionChange = {
            days: values.get("days") ?? undefined,
            deliveries: values.get("deliveries") ?? undefined,
          };
          change.mutate({ namespace: namespace.name, change: { retention: retentionChange } });
        }}
      />
    </SettingsCard>
  );
}
