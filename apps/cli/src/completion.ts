import { ShellCompDirective } from "@bomb.sh/tab";
import tab from "@bomb.sh/tab/commander";
import type { Command } from "@commander-js/extra-typings";
import { bashAdditions } from "./bash-additions.ts";
import { examples } from "./commands/examples.ts";

const name = "completion";
const shells = ["bash", "zsh", "fish"];

/** `completion <shell>` prints what a shell is given to complete this program's words. Add it last: it looks at the other commands. */
export function addCompletion(program: Command): void {
  const root = tab(program as unknown as Parameters<typeof tab>[0], { completionCommandName: name });
  // The library forbids it for every word. Shells do it better than we could: blanks, colons, folders, a tilde.
  let directive = ShellCompDirective.ShellCompDirectiveNoFileComp;
  Object.defineProperty(root, "directive", { get: () => directive, set: () => undefined });
  const letShellCompleteFiles = (): void => {
    directive = ShellCompDirective.ShellCompDirectiveDefault;
  };
  for (const [path, command] of root.commands) {
    // The library knows a command's own options only.
    for (const [option, { description, handler, alias }] of root.options) {
      if (path !== "") command.option(option, description, handler ?? alias, handler && alias);
    }
    const file = command.options.get("file");
    if (file !== undefined) file.handler = letShellCompleteFiles;
  }
  program.commands
    .find((command) => command.name() === name)
    ?.description("print what bash, zsh, fish or powershell needs to complete commands and flags")
    .hook("postAction", (_program, { args: [shell] }) => {
      if (shell === "bash") program.configureOutput().writeOut?.(bashAdditions(program.name()));
    })
    .addHelpText("after", examples(...shells.map((shell) => `understudy ${name} ${shell} > ${shell}.txt`)));
}
