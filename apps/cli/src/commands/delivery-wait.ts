import { Option } from "@commander-js/extra-typings";
import { deliveryStates } from "@understudy/domain";
import type { paths } from "../api/rest-api.d.ts";
import { take, waitHeader } from "../api/rest-client.ts";
import type { CommandContext } from "../command-context.ts";
import { exitCode, type ExitCode } from "../exit-code.ts";
import { deliveryList } from "./delivery-reading.ts";
import { examples } from "./examples.ts";
import { collectCondition, given, parseSeconds, parseWhole, type WireCondition } from "./values.ts";
import type { Parent, Run } from "./run.ts";

type NotMet = paths["/api/v1/deliveries/wait"]["post"]["responses"][408]["content"]["application/json"];

interface WaitOptions {
  mock?: string | undefined;
  request?: string | undefined;
  callback?: string | undefined;
  target?: string | undefined;
  state?: (typeof deliveryStates)[number] | undefined;
  condition?: WireCondition[] | undefined;
  count: number;
  timeout: number;
}

export function addDeliveryWait(deliveries: Parent, run: Run): void {
  deliveries
    .command("wait")
    .description("wait until callbacks are delivered; exit code 6 if they are not in time")
    .option("--mock <id>", "of this mock")
    .option("--request <id>", "of this call: the X-Request-Id of its answer")
    .option("--callback <name>", "of the callback with this name")
    .option("--target <host:port>", "to this target")
    .addOption(new Option("--state <state>", "none: delivered").choices(deliveryStates))
    .option("--condition <path=value>", "what the message must hold; several", collectCondition)
    .option("--count <count>", "at least so many", parseWhole, 1)
    .option("--timeout <seconds>", "at most 60", parseSeconds, 5_000)
    .addHelpText(
      "after",
      examples(
        "understudy deliveries wait --mock payment --timeout 10",
        "understudy deliveries wait --mock payment --condition '$.amount=2500' --count 1",
      ),
    )
    .action((options) =>
      run(async (context) => {
        const answer = await context.api.POST("/api/v1/deliveries/wait", {
          body: toWait(options) as never,
          headers: { [waitHeader]: String(options.timeout) },
        });
        if (answer.response.status === 408) return tellNotMet(context, answer.error as unknown as NotMet);
        const found = await take(Promise.resolve(answer));
        context.printList(found.deliveries, deliveryList);
        return undefined;
      }),
    );
}

function toWait({ mock, request, callback, condition, timeout, ...rest }: WaitOptions): object {
  return {
    timeoutMs: timeout,
    ...given({
      mockId: mock,
      requestId: request,
      callbackName: callback,
      message: condition && { conditions: condition },
      ...rest,
    }),
  };
}

/** What there is instead goes to stderr for people, and is the result for programs. */
function tellNotMet({ printOne, note, settings }: CommandContext, answer: NotMet): ExitCode {
  if (settings.output !== "table") printOne(answer);
  note(`error: ${answer.error}`);
  for (const { delivery, reason } of answer.nearest) note(`  ${delivery.id} (${delivery.state}): ${reason}`);
  return exitCode.notMet;
}
