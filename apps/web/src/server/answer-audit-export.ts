import { AppError, toErrorEnvelope } from "@understudy/domain";
import { exportAuditTrail, noteDenial, requireOwnPassword } from "@understudy/management";
import { answerExport, exportFormats } from "../rest/audit-export.ts";
import { AuditFilterSchema, InstallationAuditFilterSchema, toAuditFilter } from "../rest/audit-shape.ts";
import { requestIdHeader } from "./client-headers.ts";
import { identifyDashboardActor } from "./identify-dashboard-actor.ts";
import { getManagement } from "./management.ts";

const AllSchema = InstallationAuditFilterSchema.transform(toAuditFilter);

/** What the dashboard's links lead to: the REST API, which has it too, takes no cookie. `namespace` null: the installation. */
export async function answerAuditExport(request: Request, namespace: string | null): Promise<Response> {
  const params = new URL(request.url).searchParams;
  const format = exportFormats.find((one) => one === params.get("format")) ?? "ndjson";
  // Empty ones are what a form has that nobody filled in.
  const given = Object.fromEntries([...params].filter(([, value]) => value !== ""));
  const filter = namespace === null ? AllSchema.safeParse(given) : AuditFilterSchema.safeParse(given);
  try {
    if (!filter.success) throw new AppError("validation", "the address has a filter that can't be read");
    const actor = await identifyDashboardActor();
    requireOwnPassword(actor);
    const query = { place: { namespace }, filter: filter.data };
    const parts = await exportAuditTrail(getManagement(), actor, query).catch((error: unknown) => {
      const at = { operation: "exportAuditTrail", path: new URL(request.url).pathname };
      if (error instanceof AppError) noteDenial(getManagement(), actor, { error, at });
      throw error;
    });
    return answerExport(parts, { format, name: namespace === null ? "audit" : `audit-${namespace}` });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const requestId = request.headers.get(requestIdHeader) ?? "";
    return Response.json(toErrorEnvelope(error, requestId), { status: error.status });
  }
}
