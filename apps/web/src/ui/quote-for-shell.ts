/** A text as one word of a shell's line: nothing in it gets out of the quotes. */
export function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
