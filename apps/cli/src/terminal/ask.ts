import { read } from "read";
import { exitCode } from "../exit-code.ts";
import { Failure } from "../failure.ts";
import type { Terminal } from "./terminal.ts";

/** Asks for a line on stderr, so that stdout stays what the command is asked for. `isSecret`: nothing is echoed. */
export async function ask(
  { stdin, stderr, isInteractive }: Terminal,
  question: string,
  { isSecret = false, instead }: { isSecret?: boolean; instead: string },
): Promise<string> {
  if (!isInteractive) throw new Failure(exitCode.usage, `nobody is there to ask: ${question}`, { hint: instead });
  try {
    return await read({ prompt: `${question} `, input: stdin, output: stderr, silent: isSecret });
  } catch {
    // Ctrl-C or Ctrl-D.
    throw new Failure(exitCode.failed, "not answered, nothing was done");
  } finally {
    if (isSecret) stderr.write("\n");
  }
}

/** Goes on only after a yes; `isSure`: it was given on the command line. */
export async function confirm(terminal: Terminal, question: string, isSure: boolean): Promise<void> {
  if (isSure) return;
  const answer = await ask(terminal, `${question} [y/N]`, { instead: "say yes with --yes" });
  if (!/^y(es)?$/i.test(answer.trim())) throw new Failure(exitCode.failed, "not confirmed, nothing was done");
}

/** All that comes by stdin, without the line's end. */
export async function readStdin({ stdin }: Pick<Terminal, "stdin">): Promise<string> {
  let text = "";
  for await (const chunk of stdin.setEncoding("utf8")) text += String(chunk);
  return text.replace(/\r?\n$/, "");
}
