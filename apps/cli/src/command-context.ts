import { createRestClient, type RestClient } from "./api/rest-client.ts";
import { type GlobalOptions, readSettings, type Settings } from "./settings/settings.ts";
import { type Column, renderDocument, renderTable } from "./terminal/print.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** What a command works with. */
export interface CommandContext {
  settings: Settings;
  api: RestClient;
  terminal: Terminal;
  env: Readonly<Record<string, string | undefined>>;
  /** Writes a list: a table, or its items in the format that is asked for; quietly, only what `key` makes of each. */
  printList: <Item>(items: readonly Item[], shape: ListShape<Item>) => void;
  /** Writes one thing. */
  printOne: (value: unknown) => void;
  /** Says what was done: a sentence for people, else `value`. Quietly, nothing. */
  printDone: (sentence: string, value: unknown) => void;
  /** Says something beside the result, on stderr. Quietly, nothing. */
  note: (text: string) => void;
}

export interface ListShape<Item> {
  columns: readonly Column<Item>[];
  key: (item: Item) => string;
  /** Of a table without rows. */
  empty: string;
}

/** What commands are given by whoever starts them. */
export interface Surroundings {
  terminal: Terminal;
  env: Readonly<Record<string, string | undefined>>;
}

export function createCommandContext({ terminal, env }: Surroundings, options: GlobalOptions): CommandContext {
  const settings = readSettings(options, env);
  const { output, isQuiet } = settings;
  const write = (text: string): void => void terminal.stdout.write(text);
  const note = (text: string): void => {
    if (!isQuiet) terminal.stderr.write(`${text}\n`);
  };
  return {
    settings,
    api: createRestClient(settings),
    terminal,
    env,
    note,
    printList(items, { columns, key, empty }) {
      if (isQuiet) write(items.map((item) => `${key(item)}\n`).join(""));
      else if (output !== "table") write(renderDocument(items, output));
      else if (items.length === 0) note(empty);
      else write(renderTable(items, columns, terminal.colors));
    },
    printOne: (value) => write(renderDocument(value, output)),
    printDone(sentence, value) {
      if (!isQuiet) write(output === "table" ? `${sentence}\n` : renderDocument(value, output));
    },
  };
}
