import { take } from "../api/rest-client.ts";
import { confirm } from "../terminal/ask.ts";
import { examples } from "./examples.ts";
import type { Parent, Run } from "./run.ts";
import { yesOption } from "./values.ts";

/** The end of a namespace, and its return. */
export function addNamespaceLife(namespace: Parent, run: Run): void {
  namespace
    .command("delete")
    .alias("rm")
    .description(
      "delete a namespace: its stubs don't answer any more, its deliveries are held; restore brings it back; asks first",
    )
    .argument("<name>")
    .addOption(yesOption())
    .addHelpText("after", examples("understudy namespace delete team-b --yes"))
    .action((ns, { yes = false }) =>
      run(async ({ api, terminal, printDone }) => {
        await confirm(terminal, `delete the namespace ${ns} with everything in it?`, yes);
        const done = await take(api.DELETE("/api/v1/namespaces/{ns}", { params: { path: { ns } } }));
        printDone(`namespace ${ns} is deleted; namespace restore brings it back`, done);
        return undefined;
      }),
    );

  namespace
    .command("restore")
    .description("bring a deleted namespace back with all that was in it; for admins of the installation")
    .argument("<name>")
    .addHelpText("after", examples("understudy namespace restore team-c"))
    .action((ns) =>
      run(async ({ api, printDone }) => {
        const done = await take(api.PUT("/api/v1/admin/namespaces/{ns}/restore", { params: { path: { ns } } }));
        printDone(`namespace ${ns} is back`, done);
        return undefined;
      }),
    );
}
