import type { ListShape } from "../command-context.ts";
import { printable } from "../terminal/print.ts";
import { examples } from "./examples.ts";
import type { Parent, Run } from "./run.ts";
import { type EventWebhook, webhookCalls } from "./webhook-calls.ts";
import { addWebhookChanges } from "./webhook-changes.ts";
import { adminOption } from "./webhook-fields.ts";

export function addWebhookCommands(program: Parent, run: Run): void {
  const webhook = program
    .command("webhook")
    .description("event webhooks: who is told when mocks, members, users or namespaces change");

  webhook
    .command("list")
    .alias("ls")
    .description("list the event webhooks of the namespace")
    .addOption(adminOption())
    .addHelpText("after", examples("understudy webhook list", "understudy webhook list --admin"))
    .action(({ admin }) =>
      run(async (context) => {
        context.printList(await webhookCalls(context, admin).list(), webhookList);
        return undefined;
      }),
    );

  webhook
    .command("test")
    .description("send a test event, to see whether it arrives")
    .argument("<id>")
    .addOption(adminOption())
    .addHelpText("after", examples("understudy webhook test orders"))
    .action((id, { admin }) =>
      run(async (context) => {
        const sent = await webhookCalls(context, admin).test(id);
        context.printDone(`sent: understudy deliveries show ${sent.deliveryId}`, sent);
        return undefined;
      }),
    );

  webhook
    .command("delete")
    .alias("rm")
    .description("delete an event webhook; what it sent stays in the deliveries")
    .argument("<id>")
    .addOption(adminOption())
    .addHelpText("after", examples("understudy webhook delete orders", "understudy webhook delete users --admin"))
    .action((id, { admin }) =>
      run(async (context) => {
        const done = await webhookCalls(context, admin).remove(id);
        context.printDone(`webhook ${printable(id)} is deleted`, done);
        return undefined;
      }),
    );

  addWebhookChanges(webhook, run);
}

const webhookList: ListShape<EventWebhook> = {
  columns: [
    ["ID", ({ id }) => printable(id)],
    ["OPERATION", ({ operation }) => printable(operation)],
    ["STATE", ({ enabled }) => (enabled ? "enabled" : "disabled")],
    ["LAST", ({ lastDelivery }) => lastDelivery?.state ?? ""],
    ["TO", ({ method, url }) => printable(`${method} ${url}`)],
    ["BECAUSE", ({ disabledReason }) => printable(disabledReason ?? "")],
  ],
  key: ({ id }) => id,
  empty: "no event webhooks",
};
