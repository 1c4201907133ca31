import Link from "next/link";
import { buttonLinkClass } from "../button.tsx";
import { SettingsCard } from "../settings-card.tsx";
import { auditPath } from "./audit-address.ts";

/** The way to the audit trail, which has a page of its own. */
export function AuditCard({ namespace }: { namespace: string }) {
  return (
    <SettingsCard title="Audit trail" about="Who changed what in this namespace, and who was denied.">
      <Link href={auditPath(namespace)} className={buttonLinkClass}>
        Audit trail
      </Link>
    </SettingsCard>
  );
}
