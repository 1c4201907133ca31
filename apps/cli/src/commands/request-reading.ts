import { Option } from "@commander-js/extra-typings";
import type { paths } from "../api/rest-api.d.ts";
import { readItems } from "../api/read-pages.ts";
import { take } from "../api/rest-client.ts";
import type { ListShape } from "../command-context.ts";
import { printable } from "../terminal/print.ts";
import { examples } from "./examples.ts";
import { given, parseTime, parseWhole } from "./values.ts";
import type { Parent, Run } from "./run.ts";

type LoggedRequest =
  paths["/api/v1/requests"]["get"]["responses"][200]["content"]["application/json"]["requests"][number];
/** What a row shows of it. */
export type ListedRequest = Pick<LoggedRequest, "id" | "receivedAt" | "method" | "path" | "mockId" | "durationMs"> & {
  response: { status: number };
};

/** Most that one page of the API holds. */
const pageMax = 200;

export function addRequestReading(requests: Parent, run: Run): void {
  requests
    .command("list")
    .alias("ls")
    .description("list calls, newest first")
    .option("--mock <id>", "answered by this mock")
    .option("--method <method>")
    .option("--path <text>", "part of the path")
    .option("--status <code>", "of the answer", parseWhole)
    .addOption(new Option("--matched <yes>", "whether a mock matched").choices(["true", "false"]))
    .option("--from <time>", "at this time or later", parseTime)
    .option("--to <time>", "before this time", parseTime)
    .option("--limit <count>", "most calls that are listed; 0: all", parseWhole, 50)
    .addHelpText(
      "after",
      examples("understudy requests list", "understudy requests list --mock payment --status 201 --limit 5"),
    )
    .action(({ mock, limit, ...rest }) =>
      run(async ({ api, printList, note }) => {
        const filter = given({ mockId: mock, ...rest });
        const { items, hasMore } = await readItems(
          (page) => api.GET("/api/v1/requests", { params: { query: { ...filter, ...page } } }),
          { count: limit, pageMax, itemsOf: ({ requests }) => requests },
        );
        printList(items, requestList);
        if (hasMore) note("there are more: narrow it down, or raise --limit");
        return undefined;
      }),
    );

  requests
    .command("show")
    .alias("get")
    .description("show a call and its answer")
    .argument("<id>", "the X-Request-Id of the answer")
    .addHelpText("after", examples("understudy requests show req_0193…"))
    .action((id) =>
      run(async ({ api, printOne }) => {
        printOne(await take(api.GET("/api/v1/requests/{id}", { params: { path: { id } } })));
        return undefined;
      }),
    );
}

export const requestList: ListShape<ListedRequest> = {
  columns: [
    ["ID", ({ id }) => id],
    ["CAME", ({ receivedAt }) => receivedAt],
    ["METHOD", ({ method }) => method],
    ["PATH", ({ path }) => printable(path)],
    ["STATUS", ({ response }) => response.status],
    ["MOCK", ({ mockId }) => printable(mockId ?? "")],
    ["MS", ({ durationMs }) => durationMs.toFixed(1)],
  ],
  key: ({ id }) => id,
  empty: "no calls",
};
