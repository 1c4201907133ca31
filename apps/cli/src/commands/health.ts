import type { paths } from "../api/rest-api.d.ts";
import { take } from "../api/rest-client.ts";
import { exitCode } from "../exit-code.ts";
import { examples } from "./examples.ts";
import type { Parent, Run } from "./run.ts";

export function addHealthCommand(program: Parent, run: Run): void {
  program
    .command("health")
    .description("say how the server is, part by part; exit code 6 if something that it needs is away")
    .addHelpText("after", examples("understudy health", "understudy health --output json"))
    .action(() =>
      run(async ({ api, printList, printOne, settings }) => {
        const answer = await api.GET("/health");
        // A 503 of the server itself says which part it is; one of somebody before it does not.
        const health = isHealth(answer.error) ? answer.error : await take(Promise.resolve(answer));
        const parts = Object.entries(health.checks).flatMap(([name, checks]) =>
          checks.map((check) => ({ name, ...check })),
        );
        if (settings.output !== "table") printOne(health);
        else {
          printList(parts, {
            columns: [
              ["PART", ({ name }) => name],
              ["STATUS", ({ status }) => status],
              ["SAYS", ({ output }) => output],
            ],
            key: ({ name, status }) => `${name} ${status}`,
            empty: "no parts",
          });
        }
        return health.status === "pass" ? undefined : exitCode.notMet;
      }),
    );
}

type Health = paths["/health"]["get"]["responses"][200]["content"]["application/json"];

function isHealth(body: object | undefined): body is Health {
  return body !== undefined && "checks" in body;
}
