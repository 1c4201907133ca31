import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError, toErrorEnvelope } from "@understudy/domain";
import getFolder from "swagger-ui-dist/absolute-path.js";
import { requestIdHeader } from "../../../../server/client-headers.ts";

/** What the page of the API's description loads; the package has more files, which nobody needs. */
const contentTypes = new Map([
  ["swagger-ui-bundle.js", "text/javascript; charset=utf-8"],
  ["swagger-ui.css", "text/css; charset=utf-8"],
]);

export async function GET(request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const { file } = await params;
  const contentType = contentTypes.get(file);
  if (contentType === undefined) {
    const error = new AppError("not_found", `there is nothing at ${new URL(request.url).pathname}`);
    return Response.json(toErrorEnvelope(error, request.headers.get(requestIdHeader) ?? ""), { status: error.status });
  }
  const bytes = await readFile(join(getFolder(), file));
  return new Response(bytes, { headers: { "content-type": contentType, "cache-control": "public, max-age=3600" } });
}
