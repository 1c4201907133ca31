import { renderViewer } from "../../../rest/openapi/render-viewer.ts";
import { parseTheme, themeCookieName } from "../../../ui/theme.ts";
import type { NextRequest } from "next/server";

/** The REST API's description, to be read and tried by people. Open to everybody, as the document is. */
export function GET(request: NextRequest): Response {
  const theme = parseTheme(request.cookies.get(themeCookieName)?.value);
  const nonce = /'nonce-([^']+)'/.exec(request.headers.get("content-security-policy") ?? "")?.[1] ?? "";
  return new Response(renderViewer({ nonce, theme }), { headers: { "content-type": "text/html; charset=utf-8" } });
}
