import type { AuthMode } from "@understudy/domain";

export interface ReadyMessageOptions {
  /** How users reach the installation, without a slash at the end. */
  url: string;
  authMode: AuthMode;
  adminLogin: string;
  /** What the processes want to have said, such as the first admin's login. */
  notices: readonly string[];
  dataDir: string;
  /** How the database is called; never with its password. */
  database: string;
  secondsToReady: number;
}

/** What a user reads when everything answers. One line of it starts with `ready` and names the URL, for scripts that wait for it. */
export function renderReadyMessage(options: ReadyMessageOptions): string {
  const { url, notices, dataDir, database, secondsToReady } = options;
  const notice = notices.flatMap((text) => text.split("\n")).map((line) => line.trimEnd());
  return [
    "",
    `ready at ${url} (${secondsToReady.toFixed(1)} s)`,
    "",
    `  Dashboard  ${url}/ui`,
    `  Data       ${dataDir}`,
    `  Database   ${database}`,
    ...(notice.length > 0 ? ["", ...notice.map((line) => `  ${line}`)] : []),
    "",
    "  Create a mock and call it:",
    "",
    ...renderCommands(options).map((line) => `    ${line}`),
    "",
    "  Ctrl-C stops it.",
    "",
    "",
  ].join("\n");
}

function renderCommands({ url, authMode, adminLogin }: ReadyMessageOptions): string[] {
  const mock = `{"id":"hello","http":{"route":"/hello/:name","httpMethod":"GET"},"response":{"statusCode":200,"payload":{"message":"Hello from Understudy"}}}`;
  const json = "-H 'Content-Type: application/json'";
  const create = `curl -X POST ${url}/api/v1/mocks ${json} -d '${mock}'`;
  const call = `curl ${url}/stubs/sandbox/hello/you`;
  if (authMode === "local") return [create, call];
  const credentials = JSON.stringify({ login: adminLogin, password: "<password>" });
  const login = `curl -X POST ${url}/api/v1/auth/login ${json} -d '${credentials}'`;
  return [
    `${login}   # answers with a token`,
    create.replace(json, `-H 'Authorization: Bearer <token>' ${json}`),
    call,
  ];
}
