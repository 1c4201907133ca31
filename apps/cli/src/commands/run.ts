import type { Command } from "@commander-js/extra-typings";
import type { CommandContext } from "../command-context.ts";
import type { ExitCode } from "../exit-code.ts";

/** Does what a command is for; another exit code than 0 is what it resolves with. */
type Work = (context: CommandContext) => Promise<ExitCode | undefined>;
/** Makes the context of a command and lets it work. */
export type Run = (work: Work) => Promise<void>;

/** A command, or a group of them. */
export type Parent = Command;
