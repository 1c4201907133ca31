import Table from "cli-table3";
import { stringify } from "yaml";
import type { OutputFormat } from "../settings/settings.ts";
import type { Colors } from "./terminal.ts";

/** A column: its heading, and what stands in it for an item. */
export type Column<Item> = readonly [heading: string, cell: (item: Item) => string | number | null | undefined];

/** A document in one of the formats; people read YAML most easily, so that a table of one thing is that. */
export function renderDocument(value: unknown, output: OutputFormat): string {
  return output === "json" ? `${JSON.stringify(value, null, 2)}\n` : stringify(value, { lineWidth: 0 });
}

/** A table with headings, two blanks between columns and nothing else. */
export function renderTable<Item>(items: readonly Item[], columns: readonly Column<Item>[], colors: Colors): string {
  const table = new Table({
    head: columns.map(([heading]) => colors.bold(heading)),
    chars: noLines,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 2 },
  });
  for (const item of items) table.push(columns.map(([, cell]) => toCell(cell(item))));
  return `${table.toString().replace(/[ \t]+$/gm, "")}\n`;
}

/** Control characters in what others wrote must not reach the terminal. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (character) => JSON.stringify(character).slice(1, -1));
}

function toCell(value: string | number | null | undefined): string {
  return value === null || value === undefined || value === "" ? "-" : String(value);
}

const noLines = Object.fromEntries(
  ["top", "bottom", "left", "right", "mid"]
    .flatMap((side) => [side, `${side}-mid`, `${side}-left`, `${side}-right`])
    .concat(["middle"])
    .map((name) => [name, ""]),
);
