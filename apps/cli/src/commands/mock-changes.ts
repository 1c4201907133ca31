import { take } from "../api/rest-client.ts";
import type { CommandContext } from "../command-context.ts";
import { confirm } from "../terminal/ask.ts";
import { examples } from "./examples.ts";
import { yesOption } from "./values.ts";
import type { Parent, Run } from "./run.ts";

export function addMockChanges(mock: Parent, run: Run): void {
  mock
    .command("delete")
    .alias("rm")
    .description("delete mocks, all or none; restore brings them back")
    .argument("<id...>")
    .addHelpText("after", examples("understudy mock delete greeting", "understudy mock delete greeting payment"))
    .action((ids) =>
      run(async ({ api, printDone }) => {
        const done = await take(api.DELETE("/api/v1/mocks/batch", { body: { ids } }));
        printDone(`deleted: ${ids.join(", ")}`, done);
        return undefined;
      }),
    );

  mock
    .command("restore")
    .description("bring deleted mocks back, all or none")
    .argument("<id...>")
    .addHelpText("after", examples("understudy mock restore old-greeting"))
    .action((ids) =>
      run(async ({ api, printDone }) => {
        const done = await take(api.POST("/api/v1/mocks/batch/restore", { body: { ids } }));
        printDone(`restored: ${ids.join(", ")}`, done);
        return undefined;
      }),
    );

  mock
    .command("purge")
    .description("remove mocks for good, with their history, live or deleted; asks first")
    .argument("<id...>")
    .addOption(yesOption())
    .addHelpText("after", examples("understudy mock purge old-greeting --yes"))
    .action((ids, { yes = false }) =>
      run(async (context) => {
        await confirm(context.terminal, `remove for good: ${ids.join(", ")}?`, yes);
        for (const id of ids) await purge(context, id);
        return undefined;
      }),
    );
}

async function purge({ api, printDone }: CommandContext, id: string): Promise<void> {
  const done = await take(api.DELETE("/api/v1/mocks/{id}/purge", { params: { path: { id } } }));
  printDone(`removed for good: ${id}`, done);
}
