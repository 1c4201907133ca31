import { readPages } from "../api/read-pages.ts";
import { take } from "../api/rest-client.ts";
import type { CommandContext, ListShape } from "../command-context.ts";
import { printable } from "../terminal/print.ts";
import { examples } from "./examples.ts";
import { collect, given, parseWhole } from "./values.ts";
import type { Parent, Run } from "./run.ts";

/** The parts of a mock that a row shows. The API leaves a mock open: it returns what was sent. */
interface ListedMock {
  id: string;
  namespace: string;
  http?: { route?: string; routePattern?: string; httpMethod?: string };
  response?: { statusCode?: number };
  oneOf?: unknown;
  proxy?: unknown;
  webhooks?: unknown[];
  tags?: string[];
  useCounter?: number;
  updatedAt?: number;
}

const pageSize = 1_000;

export function addMockReading(mock: Parent, run: Run): void {
  mock
    .command("list")
    .alias("ls")
    .description("list mocks, newest first")
    .option("--search <text>", "part of id, route, tag or description")
    .option("--tag <tag>", "several: all must be there", collect)
    .option("--limit <count>", "most mocks that are listed; 0: all", parseWhole, 100)
    .addHelpText(
      "after",
      examples(
        "understudy mock list",
        "understudy mock list --search pay --tag checkout",
        "understudy mock list --limit 0 --quiet",
        "understudy mock list --output json",
      ),
    )
    .action((options) =>
      run(async (context) => {
        const { mocks, total } = await listMocks(context, options);
        context.printList(mocks, mockList);
        if (total > mocks.length) context.note(`${mocks.length} of ${total}; --limit 0 lists all`);
        return undefined;
      }),
    );

  mock
    .command("get")
    .alias("show")
    .description("show a mock, as apply takes it")
    .argument("<id>")
    .addHelpText("after", examples("understudy mock get payment", "understudy mock get payment -o json > payment.json"))
    .action((id) =>
      run(async ({ api, printOne }) => {
        printOne(await take(api.GET("/api/v1/mocks/{id}", { params: { path: { id } } })));
        return undefined;
      }),
    );
}

/** All mocks of the namespace that fit, `limit` at most (0: all), page by page. */
export async function listMocks(
  { api }: Pick<CommandContext, "api">,
  { search, tag, limit, namespace }: { search?: string; tag?: string[]; limit: number; namespace?: string },
): Promise<{ mocks: ListedMock[]; total: number }> {
  const mocks: ListedMock[] = [];
  let all = 0;
  const pages = readPages((next) => {
    const wanted = limit === 0 ? pageSize : Math.min(pageSize, limit - mocks.length);
    const query = { limit: wanted, ...given({ search, tags: tag, namespace }), ...next };
    return api.GET("/api/v1/mocks", { params: { query } });
  });
  for await (const page of pages) {
    const [items, total] = Array.isArray(page) ? [page, page.length] : [page.mocks, page.total];
    mocks.push(...(items as unknown as ListedMock[]));
    all = total;
    if (mocks.length === limit) break;
  }
  return { mocks, total: all };
}

const mockList: ListShape<ListedMock> = {
  columns: [
    ["ID", ({ id }) => printable(id)],
    ["METHOD", ({ http }) => http?.httpMethod ?? "any"],
    ["ROUTE", ({ http }) => printable(http?.route ?? http?.routePattern ?? "")],
    ["ANSWER", renderAnswer],
    ["CALLBACKS", ({ webhooks }) => webhooks?.length],
    ["CALLS", ({ useCounter }) => useCounter],
    ["TAGS", ({ tags }) => printable((tags ?? []).join(", "))],
  ],
  key: ({ id }) => id,
  empty: "no mocks",
};

function renderAnswer({ response, oneOf, proxy }: ListedMock): string {
  if (oneOf !== undefined) return "one of several";
  if (proxy !== undefined) return "proxy";
  return String(response?.statusCode ?? 200);
}
