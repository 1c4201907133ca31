/** Gets a session token into the shell's variable TOKEN, with nothing but curl and sed. */
export function renderLoginCommand(origin: string): string {
  return [
    `TOKEN=$(curl -s '${origin}/api/v1/auth/login' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '{"login":"admin","password":"your password"}' | sed 's/.*"token": *"\\([^"]*\\)".*/\\1/')`,
  ].join("\n");
}

/** Makes a mock that answers GET /hello. */
export function renderCreateCommand(options: { origin: string; namespace: string; needsToken: boolean }): string {
  return [
    `curl '${options.origin}/api/v1/mocks' \\`,
    ...(options.needsToken ? [`  -H "Authorization: Bearer $TOKEN" \\`] : []),
    `  -H 'Content-Type: application/json' \\`,
    `  -d '{`,
    `    "id": "hello", "namespace": "${options.namespace}",`,
    `    "http": { "httpMethod": "GET", "route": "/hello" },`,
    `    "response": { "statusCode": 200, "payload": { "message": "Hello, I stand in." } }`,
    `  }'`,
  ].join("\n");
}
