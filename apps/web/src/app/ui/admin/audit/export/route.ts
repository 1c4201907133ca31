import { answerAuditExport } from "../../../../../server/answer-audit-export.ts";

export function GET(request: Request): Promise<Response> {
  return answerAuditExport(request, null);
}
