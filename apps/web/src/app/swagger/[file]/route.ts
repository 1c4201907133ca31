import { handleRest } from "../../../rest/handle-rest.ts";
import { GET as showViewer } from "../route.ts";

/** `doc.json` and `swagger.yaml` are the document itself; everything else leads to the page. */
export async function GET(request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const { file } = await params;
  return file === "doc.json" || file === "swagger.yaml" ? handleRest(request) : showViewer();
}
