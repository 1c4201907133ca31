import type { paths } from "../api/rest-api.d.ts";
import { take, waitHeader } from "../api/rest-client.ts";
import type { CommandContext } from "../command-context.ts";
import { exitCode, type ExitCode } from "../exit-code.ts";
import { examples } from "./examples.ts";
import { collectCondition, given, parseSeconds, parseTime, parseWhole, type WireCondition } from "./values.ts";
import type { Parent, Run } from "./run.ts";

type Verdict = Pick<
  paths["/api/v1/requests/verify"]["post"]["responses"][200]["content"]["application/json"],
  "verified" | "count" | "expected" | "nearest" | "isComplete"
>;

interface VerifyOptions {
  mock?: string | undefined;
  method?: string | undefined;
  route?: string | undefined;
  condition?: WireCondition[] | undefined;
  query?: WireCondition[] | undefined;
  header?: WireCondition[] | undefined;
  since?: string | undefined;
  exactly?: number | undefined;
  atLeast?: number | undefined;
  atMost?: number | undefined;
  never?: true | undefined;
  within?: number | undefined;
}

export function addRequestVerify(requests: Parent, run: Run): void {
  requests
    .command("verify")
    .description("say whether the expected calls came in; exit code 6 if not. Nothing said of the count: at least one")
    .option("--mock <id>", "answered by this mock")
    .option("--method <method>")
    .option("--route <route>", "a pattern as in mocks, such as /users/:id")
    .option("--condition <path=value>", "on the body; several", collectCondition)
    .option("--query <name=value>", "on the query; several", collectCondition)
    .option("--header <name=value>", "on a header; several", collectCondition)
    .option("--since <time>", "at this time or later", parseTime)
    .option("--exactly <count>", "so many", parseWhole)
    .option("--at-least <count>", "so many or more", parseWhole)
    .option("--at-most <count>", "so many or less", parseWhole)
    .option("--never", "none")
    .option("--within <seconds>", "how long to wait until it is so; at most 30", parseSeconds)
    .addHelpText(
      "after",
      examples(
        "understudy requests verify --mock payment",
        "understudy requests verify --route /payments --method POST --condition '$.amount=2500' --exactly 1 --within 5",
        "understudy requests verify --route /refunds --never",
      ),
    )
    .action((options) =>
      run(async (context) => {
        const verdict = await take(
          context.api.POST("/api/v1/requests/verify", {
            body: toVerification(options) as never,
            headers: { [waitHeader]: String(options.within ?? 0) },
          }),
        );
        return tell(context, verdict);
      }),
    );
}

function toVerification({ mock, condition, query, header, within, ...rest }: VerifyOptions): object {
  return given({ mockId: mock, conditions: condition, queryParams: query, header, withinMs: within, ...rest });
}

function tell({ settings, printOne, printDone, note }: CommandContext, verdict: Verdict): ExitCode | undefined {
  const sentence = `${verdict.count} came in, expected: ${verdict.expected}`;
  if (settings.output !== "table") printOne(verdict);
  else if (verdict.verified) printDone(`verified: ${sentence}`, verdict);
  else note(`error: not verified: ${sentence}`);
  if (!verdict.isComplete) note("warning: older calls are no longer kept; some may not have been counted");
  if (verdict.verified) return undefined;
  for (const { requestId, failed } of verdict.nearest) {
    note(`  ${requestId}: ${failed.map(({ reason }) => reason).join("; ")}`);
  }
  return exitCode.notMet;
}
