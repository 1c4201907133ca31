import type { Theme } from "../../ui/theme.ts";

/**
 * The page of Swagger UI, which is served from here (app/docs/api/[file]/route.ts): nothing is fetched from elsewhere. `nonce` is what our
 * policy lets scripts run by.
 */
export function renderViewer({ nonce, theme }: { nonce: string; theme: Theme }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>REST API · Understudy</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/docs/api/swagger-ui.css">
<style nonce="${nonce}">${style}</style>
</head>
<body>
<header><a href="/ui/">Understudy</a></header>
<main id="viewer"></main>
<noscript>This page needs scripts. The document itself: <a href="/api/v1/openapi.json">/api/v1/openapi.json</a></noscript>
<script nonce="${nonce}" src="/docs/api/swagger-ui-bundle.js"></script>
<script nonce="${nonce}">${startScript(theme)}</script>
</body>
</html>
`;
}

const style = `
body { margin: 0 }
header { padding: 12px 20px; border-bottom: 1px solid light-dark(#e5e4df, #2a2c2c); font: 600 15px ui-sans-serif, system-ui, sans-serif }
header a { color: light-dark(#0b6e63, #4fd1bd); text-decoration: none }
header a:hover { text-decoration: underline }
`;

/** Colours follow the dashboard's choice, else the system's. Tokens that are typed in are kept by the page alone. */
function startScript(theme: Theme): string {
  const isDark = theme === "system" ? `matchMedia("(prefers-color-scheme: dark)").matches` : String(theme === "dark");
  return `
document.documentElement.classList.toggle("dark-mode", ${isDark});
SwaggerUIBundle({
  url: "/api/v1/openapi.json",
  dom_id: "#viewer",
  deepLinking: true,
  docExpansion: "none",
  defaultModelsExpandDepth: -1,
  displayRequestDuration: true,
  filter: true,
  validatorUrl: null,
});
`;
}
