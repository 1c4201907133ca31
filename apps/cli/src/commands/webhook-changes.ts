import { exitCode } from "../exit-code.ts";
import { Failure } from "../failure.ts";
import { printable } from "../terminal/print.ts";
import { examples } from "./examples.ts";
import type { Parent, Run } from "./run.ts";
import { collectHeader, given, parseJsonOrText, parseWhole } from "./values.ts";
import { webhookCalls } from "./webhook-calls.ts";
import { adminOption, toWebhookFields } from "./webhook-fields.ts";

export function addWebhookChanges(webhook: Parent, run: Run): void {
  addCreate(webhook, run);
  addUpdate(webhook, run);
}

function addCreate(webhook: Parent, run: Run): void {
  webhook
    .command("create")
    .description("make an event webhook, or replace the one of the same id")
    .option("--id <id>", "its id; the server makes one if it is not given")
    .requiredOption("--operation <operation>", "what it asks for, such as mock.create or, with --admin, user.create")
    .requiredOption("--url <url>", "where it is sent")
    .option("--name <name>", "what you call it")
    .option("--method <method>", "none: POST")
    .option("--header <header>", '"Name: value"; several', collectHeader)
    .option("--body <body>", "JSON, or else a text; none: the whole event", parseJsonOrText)
    .option("--retries <count>", "how often it is tried again", parseWhole)
    .option("--retry-delay <seconds>", "the wait between attempts; none: 1", parseWhole)
    .option("--timeout <seconds>", "of an attempt; none: 30", parseWhole)
    .option("--disabled", "it sends nothing until it is enabled")
    .addOption(adminOption())
    .addHelpText(
      "after",
      examples(
        `understudy webhook create --id orders --operation mock.create --url http://localhost:5770/stubs/sandbox/inbox --body '{"text":"$.event.resource.id is new"}' --retries 2`,
        "understudy webhook create --admin --operation user.create --url http://localhost:5770/stubs/sandbox/inbox",
      ),
    )
    .action(({ admin, id, disabled, ...options }) =>
      run(async (context) => {
        const body = { ...toWebhookFields(options), ...given({ id }), enabled: disabled !== true };
        const saved = await webhookCalls(context, admin).save(body);
        for (const { path, message } of saved.warnings) context.note(`warning: ${path}: ${message}`);
        context.printDone(`webhook ${printable(saved.id)} is saved: ${saved.operation} goes to ${saved.url}`, saved);
        return undefined;
      }),
    );
}

function addUpdate(webhook: Parent, run: Run): void {
  webhook
    .command("update")
    .description("change what is given of an event webhook; the rest stays, secrets too")
    .argument("<id>")
    .option("--operation <operation>", "what it asks for")
    .option("--url <url>", "where it is sent; at another origin its secrets must be given again")
    .option("--name <name>", "what you call it")
    .option("--method <method>", "its method")
    .option("--header <header>", '"Name: value", instead of those that it has; several', collectHeader)
    .option("--body <body>", "JSON, or else a text", parseJsonOrText)
    .option("--retries <count>", "how often it is tried again", parseWhole)
    .option("--retry-delay <seconds>", "the wait between attempts", parseWhole)
    .option("--timeout <seconds>", "of an attempt", parseWhole)
    .option("--enable", "it sends from now on")
    .option("--disable", "it sends nothing until it is enabled")
    .addOption(adminOption())
    .addHelpText(
      "after",
      examples("understudy webhook update orders --disable", "understudy webhook update users --admin --retries 5"),
    )
    .action((id, { admin, enable, disable, ...options }) =>
      run(async (context) => {
        if (enable && disable) throw new Failure(exitCode.usage, "--enable and --disable: give one of them");
        const calls = webhookCalls(context, admin);
        const known = await calls.get(id);
        const enabled = enable ? true : disable ? false : known.enabled;
        const saved = await calls.replace(id, { ...known, ...toWebhookFields(options), enabled });
        for (const { path, message } of saved.warnings) context.note(`warning: ${path}: ${message}`);
        const state = saved.enabled ? "enabled" : "disabled";
        context.printDone(`webhook ${printable(id)} is changed, and ${state}`, saved);
        return undefined;
      }),
    );
}
