import type { EventSourceMessage } from "eventsource-parser/stream";
import type { CommandContext, ListShape } from "../command-context.ts";
import { followEvents } from "../events/follow-events.ts";
import { exitCode } from "../exit-code.ts";
import { Failure } from "../failure.ts";
import { printable, renderDocument } from "../terminal/print.ts";
import { type ListedDelivery, deliveryList } from "./delivery-reading.ts";
import { examples } from "./examples.ts";
import { type ListedRequest, requestList } from "./request-reading.ts";
import { given } from "./values.ts";
import type { Parent, Run } from "./run.ts";

type Kind = "delivery" | "request";

/** How many events are remembered, to tell once what the server tells again after a lost connection. */
const rememberedMax = 5_000;

/** `tail`: what happens, line by line, until Ctrl-C. */
export function addTail(parent: Parent, run: Run, kind: Kind): void {
  const group = kind === "delivery" ? "deliveries" : "requests";
  parent
    .command("tail")
    .description(`follow ${group} as they happen, until Ctrl-C; a lost connection is made again`)
    .option("--mock <id>", "of this mock")
    .addHelpText("after", examples(`understudy ${group} tail`, `understudy ${group} tail --mock payment --output json`))
    .action(({ mock }) =>
      run(async (context) => {
        await untilInterrupted((signal) =>
          tail(context, { query: { kinds: kind, ...given({ mockId: mock }) }, signal }),
        );
        return undefined;
      }),
    );
}

async function tail(
  context: CommandContext,
  { query, signal }: { query: Readonly<Record<string, string>>; signal: AbortSignal },
): Promise<void> {
  const { settings, note } = context;
  const isNew = createMemory();
  const onLost = (reason: string, waitMs: number): void =>
    note(`connection lost (${reason}); trying again in ${waitMs / 1000} s`);
  for await (const event of followEvents({ settings, query, signal, onLost })) tell(context, event, isNew);
}

function tell(
  context: CommandContext,
  { event = "", data }: EventSourceMessage,
  isNew: (key: string) => boolean,
): void {
  switch (event) {
    case "ready":
      return context.note(`following ${context.settings.server}; Ctrl-C ends it`);
    case "gap":
      return context.note("more happened than could be told: look at the list");
    case "end":
      throw new Failure(exitCode.notAllowed, `the server ended it: ${(JSON.parse(data) as { reason: string }).reason}`);
    case "delivery":
    case "request":
      if (isNew(data)) context.terminal.stdout.write(renderEvent(context, event, JSON.parse(data)));
  }
}

/** A line; in YAML a document of its own. */
function renderEvent({ settings: { output, isQuiet } }: CommandContext, kind: Kind, item: unknown): string {
  const { id } = item as { id: string };
  if (isQuiet) return `${id}\n`;
  if (output === "json") return `${JSON.stringify(item)}\n`;
  if (output === "yaml") return `---\n${renderDocument(item, output)}`;
  return kind === "delivery"
    ? renderLine(item as ListedDelivery, deliveryList)
    : renderLine(item as ListedRequest, requestList);
}

function renderLine<Item>(item: Item, { columns }: ListShape<Item>): string {
  return `${columns.map(([, cell]) => printable(String(cell(item) || "-"))).join("  ")}\n`;
}

function createMemory(): (key: string) => boolean {
  const told = new Set<string>();
  return (key) => {
    if (told.has(key)) return false;
    told.add(key);
    const [oldest] = told;
    if (told.size > rememberedMax && oldest !== undefined) told.delete(oldest);
    return true;
  };
}

/** Ctrl-C and SIGTERM are how it is meant to end. */
async function untilInterrupted(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const interruption = new AbortController();
  const interrupt = (): void => interruption.abort();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, interrupt);
  try {
    await work(interruption.signal);
  } finally {
    for (const name of ["SIGINT", "SIGTERM"] as const) process.off(name, interrupt);
  }
}
