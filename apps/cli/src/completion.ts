import tab from "@bomb.sh/tab/commander";

/** `completion <shell>` prints what a shell is given to complete this program's words. */
export function addCompletion(program: object): void {
  tab(program as Parameters<typeof tab>[0], { completionCommandName: "completion" });
}
