import Link from "next/link";
import { buttonLinkClass } from "../button.tsx";
import { webhooksPath } from "../event-webhooks/webhooks-path.ts";
import { SettingsCard } from "../settings-card.tsx";

/** The way to the event webhooks, which have a page of their own. */
export function WebhooksCard({ namespace }: { namespace: string }) {
  return (
    <SettingsCard
      title="Event webhooks"
      about="Tell other systems when a mock is made, changed, deleted or restored, or a member added."
    >
      <Link href={webhooksPath(namespace)} className={buttonLinkClass}>
        Event webhooks
      </Link>
    </SettingsCard>
  );
}
