import { take } from "../api/rest-client.ts";
import { examples } from "./examples.ts";
import { collect, given, parseTime } from "./values.ts";
import type { Parent, Run } from "./run.ts";

export function addTokenCommands(program: Parent, run: Run): void {
  const token = program.command("token").description("API tokens, for scripts");

  token
    .command("create")
    .description("make a token; its value is shown this once. With --namespace it is bound to that one")
    .argument("<name>", "what it is for")
    .option("--description <text>", "more about it")
    .option("--action <action>", "what it may do, such as mock.read; several; none: all that you may", collect)
    .option("--expires <time>", "until when it works, such as 2027-01-31T00:00:00Z; none: for good", parseTime)
    .addHelpText(
      "after",
      examples(
        "understudy token create ci --namespace sandbox",
        "understudy token create reader --action mock.read --action delivery.read --quiet > token.txt",
      ),
    )
    .action((name, { description, action, expires }) =>
      run(async ({ api, settings, terminal, printOne, note }) => {
        const body = {
          name,
          ...given({ namespace: settings.namespace, description, expires_at: expires, allowed_actions: action }),
        };
        const made = await take(api.POST("/api/v1/auth/tokens", { body: body as never }));
        if (settings.output === "table") terminal.stdout.write(`${made.token}\n`);
        else printOne(made);
        note("keep it now: it is not shown again");
        return undefined;
      }),
    );
}
