import { InvalidArgumentError } from "@commander-js/extra-typings";
import { defaultNamespace } from "@understudy/domain";
import { listNamespaces } from "../api/list-namespaces.ts";
import { carryOut } from "../apply/carry-out.ts";
import { makePlan } from "../apply/make-plan.ts";
import { countSteps, type Step } from "../apply/plan.ts";
import { readMockFiles } from "../apply/read-mock-files.ts";
import { renderPlan, toPlanDocument } from "../apply/render-plan.ts";
import type { CommandContext } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";
import { Failure } from "../failure.ts";
import { confirm } from "../terminal/ask.ts";
import { examples } from "./examples.ts";
import { collect, yesOption } from "./values.ts";
import type { Parent, Run } from "./run.ts";

interface ApplyOptions {
  file: string[];
  set?: string | undefined;
  prune?: true | undefined;
  dryRun?: true | undefined;
  yes?: true | undefined;
}

export function addMockApply(mock: Parent, run: Run): void {
  mock
    .command("apply")
    .description("make the mocks what YAML or JSON files say, and show what changes")
    .requiredOption("-f, --file <path>", "a file, a folder (and those in it), or - for stdin; several", collect)
    .option("--set <name>", "mark these mocks as one set, by a tag set:<name>", parseSetName)
    .option("--prune", "delete what an earlier apply of the same set made and the files no longer have; asks first")
    .option("--dry-run", "show it, and change nothing")
    .addOption(yesOption())
    .addHelpText(
      "after",
      examples(
        "understudy mock apply -f mocks/ --dry-run",
        "understudy mock apply -f greeting.yaml",
        "understudy mock apply -f mocks/ --set shop --prune --yes",
        "understudy mock get payment -o json | understudy mock apply -f -",
      ),
    )
    .action((options) =>
      run(async (context) => {
        await apply(context, options);
        return undefined;
      }),
    );
}

async function apply(context: CommandContext, options: ApplyOptions): Promise<void> {
  const { set, prune = false, dryRun = false, yes = false } = options;
  if (prune && set === undefined) {
    throw new Failure(exitCode.usage, "--prune needs --set: what nobody marked is not deleted");
  }
  const namespace = await findDefaultNamespace(context);
  const { terminal } = context;
  const mocks = await readMockFiles(options.file, { defaultNamespace: namespace, terminal });
  if (mocks.length === 0) throw new Failure(exitCode.usage, "there are no mocks in the files");
  const steps = await makePlan(context, { mocks, namespace, set, prune });
  show(context, steps, { dryRun, set });
  if (dryRun) return;
  const { create, change, delete: removed } = countSteps(steps);
  if (removed > 0) await confirm(context.terminal, `delete ${removed}, as shown?`, yes);
  for (const { path, message } of await carryOut(context, steps)) context.note(`warning: ${path}: ${message}`);
  context.note(create + change + removed === 0 ? "nothing to do" : "applied");
}

function show(
  { settings, terminal, printOne }: CommandContext,
  steps: readonly Step[],
  about: { dryRun: boolean; set: string | undefined },
): void {
  if (settings.output !== "table") printOne(toPlanDocument(steps, about));
  else if (!settings.isQuiet) terminal.stdout.write(renderPlan(steps, terminal.colors));
}

/** As the server decides it: what is named, else the token's namespace, else `sandbox`. */
async function findDefaultNamespace({ api, settings }: CommandContext): Promise<string> {
  if (settings.namespace !== undefined) return settings.namespace;
  const names = await listNamespaces(api);
  if (names.includes(defaultNamespace)) return defaultNamespace;
  const [only, ...others] = names;
  if (only !== undefined && others.length === 0) return only;
  throw new Failure(exitCode.usage, "which namespace is meant is not known", { hint: "name it: --namespace" });
}

function parseSetName(text: string): string {
  if (/^[A-Za-z0-9._-]{1,100}$/.test(text)) return text;
  throw new InvalidArgumentError("It must be letters, digits, dots, dashes and underscores, 100 at most.");
}
