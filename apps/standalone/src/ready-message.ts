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

const json = "-H 'Content-Type: application/json'";

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
    "  Make a mock that calls another one back, call it, and look at the delivery:",
    "",
    ...renderCommands(options).map((line) => `    ${line}`),
    "",
    `  The delivery is also at ${url}/ui/sandbox/deliveries. Ctrl-C stops Understudy.`,
    "",
    "",
  ].join("\n");
}

/**
 * Two mocks, of which one calls the other back: a destination of our own, so it works offline and with the guard on. Each is one
 * line, and a shell takes all of them at once.
 */
function renderCommands({ url, authMode, adminLogin }: ReadyMessageOptions): string[] {
  const stubs = `${url}/stubs/sandbox`;
  const receiver = { id: "inbox", http: { route: "/inbox", httpMethod: "POST" }, response: { payload: { got: "it" } } };
  const sender = {
    id: "pay",
    http: { route: "/pay", httpMethod: "POST" },
    response: { payload: { paid: true, order: "$.req.order" } },
    webhooks: [{ url: `${stubs}/inbox`, async: false, body: { event: "paid", order: "$.req.order" } }],
  };
  const isFull = authMode === "full";
  const token = isFull ? ' -H "Authorization: Bearer $TOKEN"' : "";
  const create = (mock: object): string => `curl ${url}/api/v1/mocks${token} ${json} -d '${JSON.stringify(mock)}'`;
  return [
    ...(isFull ? [renderLogin(url, adminLogin)] : []),
    create(receiver),
    create(sender),
    `curl ${stubs}/pay ${json} -d '{"order":7}'`,
    `curl '${url}/api/v1/deliveries?mockId=pay&limit=1'${token}`,
  ];
}

/** Puts a token into the shell's TOKEN, with nothing but curl and sed. */
function renderLogin(url: string, login: string): string {
  const credentials = JSON.stringify({ login, password: "<password>" });
  return `TOKEN=$(curl -s ${url}/api/v1/auth/login ${json} -d '${credentials}' | sed 's/.*"token": *"\\([^"]*\\).*/\\1/')`;
}
