import { AppError, toErrorEnvelope } from "@understudy/domain";
import { requestIdHeader } from "../../../server/client-headers.ts";

/** Programs that ask for what is not there get the envelope, not the dashboard's page. */
function handle(request: Request): Response {
  const error = new AppError(
    "not_found",
    `There is nothing at ${new URL(request.url).pathname}. The REST API is at /api/v1.`,
  );
  return Response.json(toErrorEnvelope(error, request.headers.get(requestIdHeader) ?? ""), { status: error.status });
}

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
