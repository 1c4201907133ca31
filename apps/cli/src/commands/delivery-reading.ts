import { deliveryStates } from "@understudy/domain";
import { Option } from "@commander-js/extra-typings";
import { readItems } from "../api/read-pages.ts";
import { take } from "../api/rest-client.ts";
import type { paths } from "../api/rest-api.d.ts";
import type { ListShape } from "../command-context.ts";
import { printable } from "../terminal/print.ts";
import { examples } from "./examples.ts";
import { given, parseTime, parseWhole } from "./values.ts";
import type { Parent, Run } from "./run.ts";

type Delivery =
  paths["/api/v1/deliveries"]["get"]["responses"][200]["content"]["application/json"]["deliveries"][number];
/** What a row shows of it. */
export type ListedDelivery = Pick<
  Delivery,
  "id" | "createdAt" | "mockId" | "operation" | "state" | "stateReason" | "attempts" | "attemptsMax" | "destination"
>;

/** Most that one page of the API holds. */
const pageMax = 200;

export function addDeliveryReading(deliveries: Parent, run: Run): void {
  deliveries
    .command("list")
    .alias("ls")
    .description("list deliveries, newest first")
    .option("--mock <id>", "of this mock")
    .option("--request <id>", "of this call: the X-Request-Id of its answer")
    .addOption(new Option("--state <state>", "in this state").choices(deliveryStates))
    .option("--target <host:port>", "to this target")
    .option("--from <time>", "made at this time or later", parseTime)
    .option("--to <time>", "made before this time", parseTime)
    .option("--limit <count>", "most deliveries that are listed; 0: all", parseWhole, 50)
    .addHelpText(
      "after",
      examples(
        "understudy deliveries list",
        "understudy deliveries list --mock payment --state delivered",
        "understudy deliveries list --limit 1 --quiet",
      ),
    )
    .action(({ mock, request, limit, ...rest }) =>
      run(async ({ api, printList, note }) => {
        const filter = given({ mockId: mock, requestId: request, ...rest });
        const { items, hasMore } = await readItems(
          (page) => api.GET("/api/v1/deliveries", { params: { query: { ...filter, ...page } } }),
          { count: limit, pageMax, itemsOf: ({ deliveries }) => deliveries },
        );
        printList(items, deliveryList);
        if (hasMore) note("there are more: narrow it down, or raise --limit");
        return undefined;
      }),
    );

  deliveries
    .command("show")
    .alias("get")
    .description("show a delivery: its message, and every attempt")
    .argument("<id>")
    .addHelpText("after", examples("understudy deliveries show 01a2…"))
    .action((id) =>
      run(async ({ api, printOne }) => {
        printOne(await take(api.GET("/api/v1/deliveries/{id}", { params: { path: { id } } })));
        return undefined;
      }),
    );
}

export const deliveryList: ListShape<ListedDelivery> = {
  columns: [
    ["ID", ({ id }) => id],
    ["MADE", ({ createdAt }) => createdAt],
    ["MOCK OR EVENT", ({ mockId, operation }) => printable(mockId ?? operation ?? "")],
    ["STATE", ({ state }) => state],
    ["TRIES", ({ attempts, attemptsMax }) => `${attempts}/${attemptsMax}`],
    ["TO", ({ destination }) => printable(destination ?? "")],
    ["BECAUSE", ({ stateReason }) => printable(stateReason ?? "")],
  ],
  key: ({ id }) => id,
  empty: "no deliveries",
};
