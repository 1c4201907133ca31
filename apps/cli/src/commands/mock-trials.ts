import { parse } from "yaml";
import { take } from "../api/rest-client.ts";
import type { CommandContext } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";
import { Failure } from "../failure.ts";
import { readText } from "../terminal/read-text.ts";
import { examples } from "./examples.ts";
import { collectHeader, given, parseJsonOrText } from "./values.ts";
import type { Parent, Run } from "./run.ts";

interface RequestOptions {
  path?: string | undefined;
  method?: string | undefined;
  header?: Readonly<Record<string, string>> | undefined;
  body?: unknown;
  request?: string | undefined;
}

/** Trying out, without a call: nothing is written or sent. */
export function addMockTrials(mock: Parent, run: Run): void {
  mock
    .command("explain")
    .description("say which mock answers a request, or why none does")
    .option("--path <path>", "path below the namespace, perhaps with a query")
    .option("--method <method>", "none: GET")
    .option("--header <header>", '"Name: value"; several', collectHeader)
    .option("--body <body>", "JSON, or else a text", parseJsonOrText)
    .option("--request <id>", "instead: a call of the request log")
    .option("--mock <id>", "say it of this mock alone")
    .addHelpText(
      "after",
      examples(
        "understudy mock explain --path /greetings/ada",
        `understudy mock explain --path /payments --method POST --body '{"amount":1}' --mock payment`,
      ),
    )
    .action(({ mock: mockId, ...request }) =>
      run(async ({ api, printOne }) => {
        const body = { ...toSource(request), ...given({ mockId }) };
        printOne(await take(api.POST("/api/v1/mocks/explain", { body: body as never })));
        return undefined;
      }),
    );

  mock
    .command("preview")
    .description("show what a mock would answer and send")
    .argument("[id]", "of a mock that is saved")
    .option("-f, --file <file>", "instead: a mock in a YAML or JSON file that need not be saved; -: stdin")
    .option("--path <path>", "path below the namespace, perhaps with a query")
    .option("--method <method>", "none: GET")
    .option("--header <header>", '"Name: value"; several', collectHeader)
    .option("--body <body>", "JSON, or else a text", parseJsonOrText)
    .option("--request <id>", "instead: a call of the request log")
    .addHelpText(
      "after",
      examples(
        `understudy mock preview payment --path /payments --method POST --body '{"amount":2500}'`,
        "understudy mock preview -f greeting.yaml --path /greetings/ada",
      ),
    )
    .action((mockId, { file, ...request }) =>
      run(async (context) => {
        if ((mockId === undefined) === (file === undefined)) {
          throw new Failure(exitCode.usage, "give either the id of a mock or a file: --file");
        }
        const body = { ...toSource(request), ...given({ mockId, mock: file && (await readMock(file, context)) }) };
        context.printOne(await take(context.api.POST("/api/v1/mocks/preview", { body: body as never })));
        return undefined;
      }),
    );
}

async function readMock(path: string, { terminal }: CommandContext): Promise<unknown> {
  const text = await readText(path, terminal);
  try {
    return parse(text);
  } catch (error) {
    throw new Failure(exitCode.usage, `${path} must be YAML or JSON: ${(error as Error).message}`);
  }
}

/** The request that is looked at: as it is described, or one that came. */
function toSource({ request, path, ...rest }: RequestOptions): object {
  if ((request === undefined) === (path === undefined)) {
    throw new Failure(exitCode.usage, "say which request: --path, or --request with the id of one that came");
  }
  if (request !== undefined) return { requestId: request };
  return { request: given({ path, method: rest.method, headers: rest.header, body: rest.body }) };
}
