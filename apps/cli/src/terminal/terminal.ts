import picocolors from "picocolors";

/** The streams that a command talks through, and what they can show. */
export interface Terminal {
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  /** Whether somebody is there who can answer a question. */
  isInteractive: boolean;
  /** Colours of what goes to stdout; they do nothing where nobody would see them. */
  colors: Colors;
}

export type Colors = ReturnType<typeof picocolors.createColors>;

/** A pipe gets no colours, nor does who sets NO_COLOR to anything (no-color.org). */
export function openTerminal(
  { stdin, stdout, stderr }: Pick<Terminal, "stdin" | "stdout" | "stderr">,
  env: Readonly<Record<string, string | undefined>>,
): Terminal {
  const hasColors = stdout.isTTY && !env["NO_COLOR"] && env["TERM"] !== "dumb";
  const isInteractive = stdin.isTTY && stderr.isTTY;
  return { stdin, stdout, stderr, isInteractive, colors: picocolors.createColors(hasColors) };
}
