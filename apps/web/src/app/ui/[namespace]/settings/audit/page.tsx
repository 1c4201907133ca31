import type { Metadata } from "next";
import { AuditView } from "../../../../../ui/audit/audit-view.tsx";

interface Props {
  params: Promise<{ namespace: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Audit trail of ${(await params).namespace}` };
}

export default async function AuditPage({ params }: Props) {
  return <AuditView namespace={(await params).namespace} />;
}
