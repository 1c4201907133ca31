/** One measurement, as it is printed and stored. */
export interface Table {
  title: string;
  /** What a reader must know to read it. */
  note: string;
  columns: readonly string[];
  rows: readonly Row[];
}

export interface Row {
  name: string;
  /** In the order of the columns. */
  cells: readonly string[];
  /** Each round as it was measured. */
  rounds: readonly object[];
}

/** As a Markdown table. */
export function renderTable({ title, note, columns, rows }: Table): string {
  const lines = [["", ...columns], ...rows.map(({ name, cells }) => [name, ...cells])];
  const widths = lines[0]?.map((_, column) => Math.max(3, ...lines.map((line) => (line[column] ?? "").length))) ?? [];
  const render = (line: readonly string[]): string =>
    `| ${line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(" | ")} |`;
  const rule = `|${widths.map((width, column) => "-".repeat(width + 1) + (column === 0 ? "-" : ":")).join("|")}|`;
  const [head = [], ...body] = lines;
  return [`\n### ${title}`, note, "", render(head), rule, ...body.map(render)].join("\n");
}
