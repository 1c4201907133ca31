import type { paths } from "../api/rest-api.d.ts";
import { readAllPages } from "../api/read-pages.ts";
import { take } from "../api/rest-client.ts";
import type { CommandContext, ListShape } from "../command-context.ts";
import { printable } from "../terminal/print.ts";
import { examples } from "./examples.ts";
import type { Parent, Run } from "./run.ts";
import { collect, given, parseTime, parseWhole } from "./values.ts";

type Token = paths["/api/v1/auth/tokens"]["get"]["responses"][200]["content"]["application/json"]["tokens"][number];
type TokenToMake = NonNullable<paths["/api/v1/auth/tokens"]["post"]["requestBody"]>["content"]["application/json"];

export function addTokenCommands(program: Parent, run: Run): void {
  const token = program.command("token").description("API tokens, for scripts");
  addCreate(token, run);
  addList(token, run);
  addRevoke(token, run);
}

function addCreate(token: Parent, run: Run): void {
  token
    .command("create")
    .description("make a token; its value is shown this once. With --namespace it is bound to that one")
    .argument("<name>", "what it is for")
    .option("--description <text>", "more about it")
    .option("--action <action>", "what it may do, such as mock.read; several; none: all that you may", collect)
    .option("--expires <time>", "until when it works, such as 2027-01-31T00:00:00Z; none: for good", parseTime)
    .option("--per-minute <count>", "how often it may be used in a minute", parseWhole)
    .addHelpText(
      "after",
      examples(
        "understudy token create ci --namespace sandbox",
        "understudy token create reader --action mock.read --action delivery.read --quiet > reader.txt",
      ),
    )
    .action((name, { description, action, expires, perMinute }) =>
      run(async ({ api, settings, terminal, printOne, note }) => {
        const body = {
          name,
          ...given({
            namespace: settings.namespace,
            description,
            expires_at: expires,
            allowed_actions: action,
            rate_limit_per_minute: perMinute,
          }),
        };
        // Which actions there are is the server's to say.
        const made = await take(api.POST("/api/v1/auth/tokens", { body: body as TokenToMake }));
        if (settings.output === "table") terminal.stdout.write(`${made.token}\n`);
        else printOne(made);
        note("keep it now: it is not shown again");
        return undefined;
      }),
    );
}

function addList(token: Parent, run: Run): void {
  token
    .command("list")
    .alias("ls")
    .description("list your tokens, newest first; never their values")
    .option("--all", "those of all users, for admins of the installation")
    .addHelpText("after", examples("understudy token list", "understudy token list --all --output json"))
    .action(({ all }) =>
      run(async (context) => {
        context.printList(await listTokens(context, all === true), tokenList);
        return undefined;
      }),
    );
}

function addRevoke(token: Parent, run: Run): void {
  token
    .command("revoke")
    .alias("delete")
    .description("revoke tokens: whoever holds one is refused at once")
    .argument("<id...>")
    .addHelpText("after", examples("understudy token revoke 01c4…"))
    .action((ids) =>
      run(async ({ api, printDone }) => {
        for (const id of ids) {
          const done = await take(api.DELETE("/api/v1/auth/tokens/{id}", { params: { path: { id } } }));
          printDone(`token ${id} is revoked`, done);
        }
        return undefined;
      }),
    );
}

/** All of them, page by page. */
async function listTokens({ api }: CommandContext, isOfAll: boolean): Promise<Token[]> {
  const wanted = { limit: 1_000, ...(isOfAll && { all: "true" as const }) };
  const pages = await readAllPages((page) =>
    api.GET("/api/v1/auth/tokens", { params: { query: { ...wanted, ...page } } }),
  );
  return pages.flatMap(({ tokens }) => tokens);
}

const tokenList: ListShape<Token> = {
  columns: [
    ["ID", ({ id }) => id],
    ["NAME", ({ name }) => printable(name)],
    ["NAMESPACE", ({ namespace }) => namespace],
    ["USER", ({ user_login: login }) => printable(login)],
    ["STATE", ({ enabled }) => (enabled ? "enabled" : "disabled")],
    ["EXPIRES", ({ expires_at: at }) => toTime(at)],
    ["LAST USED", ({ last_used_at: at }) => toTime(at)],
  ],
  key: ({ id }) => id,
  empty: "no tokens",
};

function toTime(seconds: number | null): string | null {
  return seconds === null ? null : new Date(seconds * 1000).toISOString();
}
