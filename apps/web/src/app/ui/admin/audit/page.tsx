import type { Metadata } from "next";
import { AuditView } from "../../../../ui/audit/audit-view.tsx";

export const metadata: Metadata = { title: "Audit trail" };

export default function AdminAuditPage() {
  return <AuditView namespace={null} />;
}
