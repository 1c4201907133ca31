import { take } from "../api/rest-client.ts";
import { exitCode } from "../exit-code.ts";
import { Failure } from "../failure.ts";
import { examples } from "./examples.ts";
import { collect, collectHeader, given, parseJsonOrText, parseSeconds, parseWhole } from "./values.ts";
import type { Parent, Run } from "./run.ts";

interface CreateOptions {
  id?: string | undefined;
  route?: string | undefined;
  method?: string | undefined;
  status?: number | undefined;
  header?: Readonly<Record<string, string>> | undefined;
  payload?: unknown;
  body?: unknown;
  delay?: number | undefined;
  priority?: number | undefined;
  tag?: string[] | undefined;
  webhookUrl?: string | undefined;
  webhookMethod?: string | undefined;
  webhookHeader?: Readonly<Record<string, string>> | undefined;
  webhookTrigger?: string | undefined;
  webhookBody?: unknown;
  webhookRetries?: number | undefined;
}

export function addMockCreate(mock: Parent, run: Run): void {
  mock
    .command("create")
    .description("make a mock, or replace the one of the same id. For everything a mock can be: mock apply")
    .option("--id <id>", "its id; the server makes one if it is not given")
    .requiredOption("--route <route>", "path of the requests it answers, such as /users/:id")
    .option("--method <method>", "their method; none: any")
    .option("--status <code>", "status of the answer", parseWhole)
    .option("--header <header>", '"Name: value" of the answer; several', collectHeader)
    .option("--payload <body>", "body of the answer: JSON, or else a text", parseJsonOrText)
    .option("--body <body>", "the same as --payload", parseJsonOrText)
    .option("--delay <seconds>", "how long the answer waits", parseSeconds)
    .option("--priority <number>", "of several that match the highest answers", parseWhole)
    .option("--tag <tag>", "several", collect)
    .option("--webhook-url <url>", "where a callback is sent when it has answered")
    .option("--webhook-method <method>", "its method; none: POST")
    .option("--webhook-header <header>", '"Name: value" of the callback; several', collectHeader)
    .option("--webhook-trigger <when>", "on_success, on_error, always, on_first_use or on_last_use")
    .option("--webhook-body <body>", "its body: JSON, or else a text", parseJsonOrText)
    .option("--webhook-retries <count>", "how often it is tried again", parseWhole)
    .addHelpText(
      "after",
      examples(
        `understudy mock create --id greeting --route /greetings/:name --method GET --payload '{"message":"Hello"}'`,
        `understudy mock create --id pay --route /pay --method POST --status 201 --payload '{"id":"$.fake.UUID"}' --webhook-url http://localhost:5770/stubs/sandbox/inbox --webhook-trigger on_success --webhook-body '{"event":"paid"}'`,
      ),
    )
    .action((options) =>
      run(async ({ api, printDone, note }) => {
        const saved = await take(api.POST("/api/v1/mocks", { body: toMock(options) as never }));
        for (const { path, message } of saved.warnings) note(`warning: ${path}: ${message}`);
        const { id, namespace, http } = saved.mock as { id: string; namespace: string; http?: { route?: string } };
        const what = saved.overwritten ? "replaced" : "created";
        printDone(`mock ${id} ${what}: it answers at /stubs/${namespace}${http?.route ?? ""}`, saved);
        return undefined;
      }),
    );
}

/** A mock as the API takes it. Nothing is added: what is not given is the server's to decide. */
function toMock(options: CreateOptions): object {
  const { id, route, method, status, header, delay, priority, tag } = options;
  if (options.payload !== undefined && options.body !== undefined) {
    throw new Failure(exitCode.usage, "--payload and --body are the same: give one of them");
  }
  const webhook = toCallback(options);
  return {
    ...given({ id, priority, tags: tag }),
    http: { route, ...given({ httpMethod: method }) },
    response: given({
      statusCode: status,
      headers: toHeaders(header),
      payload: options.payload ?? options.body,
      delay,
    }),
    ...(webhook !== undefined && { webhooks: [webhook] }),
  };
}

function toCallback(options: CreateOptions): object | undefined {
  const { webhookUrl: url, webhookMethod, webhookHeader, webhookTrigger, webhookBody, webhookRetries } = options;
  const callback = given({
    url,
    method: webhookMethod,
    headers: webhookHeader,
    trigger: webhookTrigger,
    body: webhookBody,
    retryCount: webhookRetries,
  });
  if (Object.keys(callback).length === 0) return undefined;
  if (url === undefined) throw new Failure(exitCode.usage, "a callback needs an address: --webhook-url");
  return callback;
}

/** Headers of an answer may have several values; of a callback one. */
function toHeaders(headers: CreateOptions["header"]): Record<string, string[]> | undefined {
  return headers && Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
}
