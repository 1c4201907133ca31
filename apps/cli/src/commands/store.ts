import { readAllPages } from "../api/read-pages.ts";
import { take } from "../api/rest-client.ts";
import type { CommandContext } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";
import { Failure } from "../failure.ts";
import { printable } from "../terminal/print.ts";
import { examples } from "./examples.ts";
import { parseJsonOrText } from "./values.ts";
import type { Parent, Run } from "./run.ts";

const chainOption = ["--chain <id>", "the store of this chain instead of the namespace's"] as const;

export function addStoreCommands(program: Parent, run: Run): void {
  const store = program.command("store").description("what mocks remember: the global store, and those of chains");
  addReading(store, run);
  addChanging(store, run);
}

function addReading(store: Parent, run: Run): void {
  store
    .command("list")
    .alias("ls")
    .description("list the entries of a store")
    .option(...chainOption)
    .addHelpText("after", examples("understudy store list", "understudy store list --chain checkout -o json"))
    .action(({ chain }) =>
      run(async (context) => {
        const entries = await readStore(context, chain);
        if (context.settings.output !== "table") context.printOne(entries);
        else {
          context.printList(Object.entries(entries), {
            columns: [
              ["KEY", ([key]) => printable(key)],
              ["VALUE", ([, value]) => shorten(JSON.stringify(value))],
            ],
            key: ([key]) => key,
            empty: "the store is empty",
          });
        }
        return undefined;
      }),
    );

  store
    .command("get")
    .description("show the value of an entry; exit code 3 if there is none")
    .argument("<key>")
    .option(...chainOption)
    .addHelpText("after", examples("understudy store get lastEvent"))
    .action((key, { chain }) =>
      run(async (context) => {
        const entries = await readStore(context, chain);
        if (!Object.hasOwn(entries, key))
          throw new Failure(exitCode.notFound, `the store has no ${JSON.stringify(key)}`);
        context.printOne(entries[key]);
        return undefined;
      }),
    );
}

function addChanging(store: Parent, run: Run): void {
  store
    .command("set")
    .description("set an entry: JSON, or else a text")
    .argument("<key>")
    .argument("<value>", "JSON; what is none is a text", parseJsonOrText)
    .option(...chainOption)
    .addHelpText(
      "after",
      examples("understudy store set stock 12", `understudy store set customer '{"tier":"gold"}' --chain checkout`),
    )
    .action((key, value, { chain }) =>
      run(async ({ api, printDone }) => {
        const body = { key, value };
        const call =
          chain === undefined
            ? api.POST("/api/v1/stores/global", { body })
            : api.POST("/api/v1/stores/chain/{chainId}", { params: { path: { chainId: chain } }, body });
        const done = await take(call);
        printDone(`${printable(key)} is ${shorten(JSON.stringify(value))}`, done);
        return undefined;
      }),
    );

  store
    .command("delete")
    .alias("rm")
    .description("remove an entry")
    .argument("<key>")
    .option(...chainOption)
    .addHelpText("after", examples("understudy store delete stock"))
    .action((key, { chain }) =>
      run(async ({ api, printDone }) => {
        const call =
          chain === undefined
            ? api.DELETE("/api/v1/stores/global/{key}", { params: { path: { key } } })
            : api.DELETE("/api/v1/stores/chain/{chainId}/{key}", { params: { path: { chainId: chain, key } } });
        printDone(`${printable(key)} is removed`, await take(call));
        return undefined;
      }),
    );
}

/** All entries of a store, page by page. */
async function readStore({ api }: CommandContext, chainId: string | undefined): Promise<Record<string, unknown>> {
  const pages = await readAllPages((query) =>
    chainId === undefined
      ? api.GET("/api/v1/stores/global", { params: { query } })
      : api.GET("/api/v1/stores/chain/{chainId}", { params: { path: { chainId }, query } }),
  );
  const entries = pages.flatMap((page) => Object.entries(page));
  return Object.fromEntries(entries);
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
