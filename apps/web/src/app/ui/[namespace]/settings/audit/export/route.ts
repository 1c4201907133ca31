import { answerAuditExport } from "../../../../../../server/answer-audit-export.ts";

export async function GET(request: Request, { params }: { params: Promise<{ namespace: string }> }): Promise<Response> {
  return answerAuditExport(request, (await params).namespace);
}
