import { listNamespaces } from "../api/list-namespaces.ts";
import { take } from "../api/rest-client.ts";
import { examples } from "./examples.ts";
import { addNamespaceLife } from "./namespace-life.ts";
import type { Parent, Run } from "./run.ts";

export function addNamespaceCommands(program: Parent, run: Run): void {
  const namespace = program.command("namespace").alias("ns").description("namespaces: each is a world of its own");

  namespace
    .command("list")
    .alias("ls")
    .description("list the namespaces that you may see")
    .addHelpText("after", examples("understudy namespace list"))
    .action(() =>
      run(async ({ api, printList }) => {
        const names = await listNamespaces(api);
        printList(names, { columns: [["NAME", (name) => name]], key: (name) => name, empty: "no namespaces" });
        return undefined;
      }),
    );

  namespace
    .command("create")
    .description("make a namespace")
    .argument("<name>", "small letters, digits, dots, dashes and underscores; it never changes")
    .addHelpText("after", examples("understudy namespace create team-a"))
    .action((name) =>
      run(async ({ api, printDone }) => {
        const made = await take(api.POST("/api/v1/namespaces", { body: { name } }));
        printDone(`namespace ${made.name} is made`, made);
        return undefined;
      }),
    );

  namespace
    .command("describe")
    .alias("get")
    .description("show what is set of a namespace")
    .argument("<name>")
    .addHelpText("after", examples("understudy namespace describe sandbox"))
    .action((ns) =>
      run(async ({ api, printOne }) => {
        printOne(await take(api.GET("/api/v1/namespaces/{ns}", { params: { path: { ns } } })));
        return undefined;
      }),
    );

  addNamespaceLife(namespace, run);
}
