/** The part of a help that shows how; every line is run by e2e/cli-examples.spec.ts. */
export function examples(...lines: readonly string[]): string {
  return ["", "Examples:", ...lines.map((line) => `  $ ${line}`)].join("\n");
}
