import { readdirSync } from "node:fs";
import tab from "@bomb.sh/tab/commander";
import type { Command } from "@commander-js/extra-typings";
import { examples } from "./commands/examples.ts";

const name = "completion";
const shells = ["bash", "zsh", "fish"];

/** `completion <shell>` prints what a shell is given to complete this program's words. Add it last: it looks at the other commands. */
export function addCompletion(program: Command): void {
  const root = tab(program as unknown as Parameters<typeof tab>[0], { completionCommandName: name });
  for (const [path, command] of root.commands) {
    // The library knows a command's own options only, and lets no shell complete file names.
    for (const [option, { description, handler, alias }] of root.options) {
      if (path !== "") command.option(option, description, handler ?? alias, handler && alias);
    }
    const file = command.options.get("file");
    if (file !== undefined) file.handler = (complete) => listPaths().forEach((entry) => complete(entry, ""));
  }
  program.commands
    .find((command) => command.name() === name)
    ?.description("print what bash, zsh, fish or powershell needs to complete commands and flags")
    .addHelpText("after", examples(...shells.map((shell) => `understudy ${name} ${shell} > ${shell}.txt`)));
}

/** What is in the folder of the word that is being typed, as that word would go on. */
function listPaths(): string[] {
  const [folder = ""] = /^.*\//.exec(process.argv.at(-1) ?? "") ?? [];
  try {
    const entries = readdirSync(folder || ".", { withFileTypes: true });
    return entries.map((entry) => folder + entry.name + (entry.isDirectory() ? "/" : ""));
  } catch {
    // No such folder: there is nothing to go on with.
    return [];
  }
}
