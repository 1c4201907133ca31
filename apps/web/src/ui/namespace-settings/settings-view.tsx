"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/provider.tsx";
import { QueryFailure } from "../mocks/query-failure.tsx";
import { TrashSettingsCard } from "../trash/trash-settings.tsx";
import { CleanupSettings } from "./cleanup-settings.tsx";
import { AuditCard } from "../audit/audit-card.tsx";
import { DeleteNamespace } from "./delete-namespace.tsx";
import { GeneralSettings } from "./general-settings.tsx";
import { QuotaSettings, RetentionSettings } from "./limit-settings.tsx";
import { MembersSettings } from "./members-settings.tsx";
import { StubAccessSettings } from "./stub-access-settings.tsx";
import { WebhooksCard } from "./webhooks-card.tsx";

/** What a namespace is, who may do what in it, and who may call its stubs. What the reader may not change is shown without controls. */
export function SettingsView({ namespace }: { namespace: string }) {
  const trpc = useTRPC();
  const settings = useQuery(trpc.namespaceSettings.get.queryOptions({ namespace }));
  const { data } = settings;
  return (
    <main className="mx-auto w-full max-w-3xl px-4 py-4 sm:px-6">
      <h1 className="text-xl font-semibold tracking-tight">Settings of {namespace}</h1>
      {settings.error !== null && data === undefined && (
        <QueryFailure error={settings.error} onRetry={() => void settings.refetch()} />
      )}
      {data !== undefined && (
        <div className="mt-4 flex flex-col gap-4 pb-8">
          <GeneralSettings
            key={`${data.namespace.displayName}\n${data.namespace.description}`}
            namespace={data.namespace}
            mayChange={data.rights.change}
          />
          <MembersSettings namespace={namespace} members={data.members} mayChange={data.rights.changeMembers} />
          {data.rights.seeWebhooks && <WebhooksCard namespace={namespace} />}
          <StubAccessSettings
            namespace={namespace}
            access={data.namespace.stubs.access}
            keys={data.stubKeys}
            mayChange={data.rights.change}
          />
          <RetentionSettings namespace={data.namespace} mayChange={data.rights.change} />
          <CleanupSettings
            key={JSON.stringify(data.cleanup)}
            namespace={namespace}
            stored={data.cleanup}
            mayChange={data.rights.change}
          />
          <TrashSettingsCard namespace={namespace} />
          <QuotaSettings namespace={data.namespace} mayChange={data.rights.changeQuotas} />
          {data.rights.seeAudit && <AuditCard namespace={namespace} />}
          {data.rights.delete && <DeleteNamespace namespace={namespace} />}
        </div>
      )}
    </main>
  );
}
