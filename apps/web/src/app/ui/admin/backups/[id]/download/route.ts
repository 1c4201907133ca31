import { AppError, toErrorEnvelope } from "@understudy/domain";
import { downloadBackup } from "@understudy/management";
import { answerWithFile } from "../../../../../../rest/backup-file-routes.ts";
import { requestIdHeader } from "../../../../../../server/client-headers.ts";
import { identifyDashboardActor } from "../../../../../../server/identify-dashboard-actor.ts";
import { getManagement } from "../../../../../../server/management.ts";

/** The file of a backup, for whoever is signed in to the dashboard: REST never takes its cookie. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const { id } = await params;
    return answerWithFile(await downloadBackup(getManagement(), await identifyDashboardActor(), id));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return Response.json(toErrorEnvelope(error, request.headers.get(requestIdHeader) ?? ""), { status: error.status });
  }
}
