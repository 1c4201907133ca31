import { Command, CommanderError, Option } from "@commander-js/extra-typings";
import packageJson from "../package.json" with { type: "json" };
import { createCommandContext, type Surroundings } from "./command-context.ts";
import { addDeliveriesCommands } from "./commands/deliveries.ts";
import { addHealthCommand } from "./commands/health.ts";
import { addLoginCommands } from "./commands/login.ts";
import { addMockCommands } from "./commands/mock.ts";
import { addNamespaceCommands } from "./commands/namespace.ts";
import { addRequestsCommands } from "./commands/requests.ts";
import type { Parent, Run } from "./commands/run.ts";
import { addStoreCommands } from "./commands/store.ts";
import { addTokenCommands } from "./commands/token.ts";
import { addWebhookCommands } from "./commands/webhook.ts";
import { addCompletion } from "./completion.ts";
import { exitCode, type ExitCode } from "./exit-code.ts";
import { Failure, renderFailure } from "./failure.ts";
import { outputFormats } from "./settings/settings.ts";

const exitCodes = `
Exit codes: 0 done, 1 failed, 2 what was given is not valid, 3 not found, 4 not allowed, 5 the server is away,
6 it did not come true (verify, wait, health), 7 in conflict with what is there.`;

/** Parses a command line and runs it; resolves with the exit code when everything is written. */
export async function runCli(argv: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const { stderr } = surroundings.terminal;
  let code: ExitCode = exitCode.ok;
  const program = createProgram(surroundings, (ended) => (code = ended));
  try {
    await program.parseAsync(argv, { from: "user" });
    return code;
  } catch (error) {
    // The parser has said what was wrong, or shown the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.ok : exitCode.usage;
    if (!(error instanceof Failure)) throw error;
    stderr.write(renderFailure(error));
    return error.exitCode;
  }
}

function createProgram(surroundings: Surroundings, end: (code: ExitCode) => void): Parent {
  const { stdout, stderr } = surroundings.terminal;
  const program = new Command("understudy")
    .description("Work with an Understudy server: mocks, callbacks and what came in.")
    .version(packageJson.version, "-V, --version", "say the version")
    .option("--server <url>", "the server (env UNDERSTUDY_SERVER; default: the last login, else http://localhost:5770)")
    .option("--token <token>", "API token (env UNDERSTUDY_TOKEN; default: of the login)")
    .option("-n, --namespace <name>", "namespace (env UNDERSTUDY_NAMESPACE; default: of the token, else sandbox)")
    .addOption(
      new Option("-o, --output <format>", "how results are written").choices(outputFormats).default("table" as const),
    )
    .option("-q, --quiet", "no messages; of lists only the ids")
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: (text) => stdout.write(text), writeErr: (text) => stderr.write(text) })
    .helpCommand(true)
    .addHelpText("after", `${exitCodes}\n\nEach command has examples: understudy mock create --help`)
    .showHelpAfterError("(understudy --help, or --help behind a command, says more)")
    .exitOverride();
  const run: Run = async (work) => {
    const ended = await work(createCommandContext(surroundings, program.opts()));
    end(ended ?? exitCode.ok);
  };
  const parent: Parent = program;
  addLoginCommands(parent, run);
  addMockCommands(parent, run);
  addNamespaceCommands(parent, run);
  addStoreCommands(parent, run);
  addTokenCommands(parent, run);
  addDeliveriesCommands(parent, run);
  addRequestsCommands(parent, run);
  addWebhookCommands(parent, run);
  addHealthCommand(parent, run);
  addCompletion(parent);
  return parent;
}
