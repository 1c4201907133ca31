"use client";

import { useQuery } from "@tanstack/react-query";
import { installationScope } from "@understudy/domain";
import type { EventWebhookView } from "@understudy/management";
import { Plus, Webhook } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { useTRPC } from "../../trpc/provider.tsx";
import { Button } from "../button.tsx";
import { QueryFailure } from "../mocks/query-failure.tsx";
import { Notice } from "../notice.tsx";
import { useHydrated } from "../sign-in/use-hydrated.ts";
import { textLinkClass } from "../text-link.ts";
import { WebhookDialog } from "./webhook-dialog.tsx";
import { WebhookItem } from "./webhook-item.tsx";
import { deliveriesPath } from "./webhooks-path.ts";

/** How deliveries end is seen without a reload. */
const refetchMs = 5_000;

/** The event webhooks of a namespace, or of the installation. */
export function WebhooksView({ scope }: { scope: string }) {
  const trpc = useTRPC();
  const isReady = useHydrated();
  const list = useQuery({ ...trpc.eventWebhooks.list.queryOptions({ scope }), refetchInterval: refetchMs });
  const [open, setOpen] = useState<"new" | EventWebhookView | null>(null);
  const { data } = list;
  const { webhooks = [], mayChange = false } = data ?? {};
  const isOfInstallation = scope === installationScope;
  const newButton = mayChange && (
    <Button look="primary" disabled={!isReady} onClick={() => setOpen("new")}>
      <Plus size={14} aria-hidden="true" />
      New webhook
    </Button>
  );
  return (
    <main className="mx-auto w-full max-w-4xl px-4 py-4 pb-8 sm:px-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-xl font-semibold tracking-tight">
          {isOfInstallation ? "Event webhooks of the installation" : `Event webhooks of ${scope}`}
        </h1>
        {webhooks.length > 0 && newButton}
      </div>
      <p className="mt-2 max-w-prose text-sm text-ink-soft">
        {isOfInstallation
          ? "Each change of namespaces, users, licenses, backups and jobs can be told to other systems. "
          : "Each change of the mocks, and each new member, can be told to other systems. "}
        <Link href={deliveriesPath(scope)} className={textLinkClass}>
          What was sent
        </Link>
      </p>
      {list.error !== null && data === undefined && (
        <QueryFailure error={list.error} onRetry={() => void list.refetch()} />
      )}
      {data?.webhooks.length === 0 && <NoWebhooks mayChange={data.mayChange}>{newButton}</NoWebhooks>}
      {webhooks.length > 0 && (
        <ul className="mt-4 flex flex-col divide-y divide-line rounded-lg border border-line bg-surface">
          {webhooks.map((webhook) => (
            <WebhookItem key={webhook.id} webhook={webhook} mayChange={mayChange} onEdit={() => setOpen(webhook)} />
          ))}
        </ul>
      )}
      {open !== null && (
        <WebhookDialog scope={scope} webhook={open === "new" ? null : open} onClose={() => setOpen(null)} />
      )}
    </main>
  );
}

function NoWebhooks({ mayChange, children }: { mayChange: boolean; children: ReactNode }) {
  return (
    <Notice icon={<Webhook className="text-ink-faint" aria-hidden="true" />} title="Nobody is told of anything yet">
      <p>
        {mayChange
          ? "Choose a change and a URL: from then on each such change is sent there, retried until it arrives."
          : "Who may change the webhooks can make the first one."}
      </p>
      {children}
    </Notice>
  );
}
