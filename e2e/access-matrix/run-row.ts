import { randomUUID } from "node:crypto";
import type { MatrixActor, MatrixActors, Pair } from "./actors.ts";
import { type ActorName, type Target, targets } from "./classes.ts";
import type { Row } from "./row.ts";
import type { Thing } from "./thing.ts";
import { things } from "./things.ts";

/** A request as a row and a target make it. */
export interface Asked {
  /** What stands for the names in braces. */
  names: Readonly<Record<string, string>>;
  body: unknown;
  /** The address that it seems to come from. */
  from: string;
}

export interface Answered {
  status: number;
  text: string;
}

/** A call that was made, for the audit trail: `from` is an address that no other call has, by which its entries are found. */
export interface MadeCall {
  operation: Operation;
  actor: ActorName;
  /** Null: the operation names nothing. */
  target: Target | null;
  status: number;
  from: string;
}

/** How an operation is called: over REST, or as a procedure. */
export interface Operation {
  /** For failures, such as `GET /api/v1/mocks`. */
  label: string;
  row: Row;
  /** Whether calling it changes nothing, so that a thing can be looked at by one actor after the other. */
  isRead: boolean;
  call: (actor: MatrixActor, pair: Pair, asked: Asked) => Promise<Answered>;
}

/** Those for whom what is hidden is in "own". */
const seesForeign: ReadonlySet<ActorName> = new Set(["otherOwner", "elsewhere"]);

/** Tries an operation as every actor on every target. Returns what is not as the table says, in words, and all calls that were made. */
export async function runRow(
  operation: Operation,
  actors: MatrixActors,
  pair: Pair,
): Promise<{ failures: string[]; calls: MadeCall[] }> {
  const failures: string[] = [];
  const calls: MadeCall[] = [];
  const shared = new Map<string, Record<string, string>>();
  // A row may take away the namespace for which a token would be made.
  for (const actor of actors.all) await actor.bearer(pair);
  for (const actor of actors.all) {
    const expected = operation.row.access[actor.name].split(" ");
    const refusals: Partial<Record<Target, string>> = {};
    for (const [index, status] of expected.entries()) {
      const target = targets[index] ?? "own";
      const names = await nameTarget({ operation, actors, actor, pair, target, isShared: status !== "200", shared });
      const body = fill(operation.row.body, names);
      const from = nextAddress();
      const answer = await operation.call(actor, pair, { names, body, from });
      const named = expected.length === 1 ? null : target;
      calls.push({ operation, actor: actor.name, target: named, status: answer.status, from });
      const isExpected = status === "200" ? answer.status < 300 : answer.status === Number(status);
      if (!isExpected) {
        const place = named === null ? "" : `, ${named}`;
        failures.push(
          `${operation.label} as ${actor.name}${place}: ${answer.status}, not ${status}: ${answer.text.slice(0, 200)}`,
        );
      }
      if (answer.status === 404) refusals[target] = withoutNames(answer.text, names);
    }
    const hidden = refusals[seesForeign.has(actor.name) ? "own" : "foreign"] ?? refusals.foreign;
    if (hidden !== undefined && refusals.missing !== undefined && hidden !== refusals.missing) {
      failures.push(
        `${operation.label} as ${actor.name}: hidden and missing differ: ${hidden} and ${refusals.missing}`,
      );
    }
  }
  return { failures, calls };
}

let addresses = 0;

/** One that nobody else has. */
function nextAddress(): string {
  addresses += 1;
  return `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;
}

interface Naming {
  operation: Operation;
  actors: MatrixActors;
  actor: MatrixActor;
  pair: Pair;
  target: Target;
  /** Whether nothing is expected to happen to the thing: then it is made once for all. */
  isShared: boolean;
  shared: Map<string, Record<string, string>>;
}

async function nameTarget(naming: Naming): Promise<Record<string, string>> {
  const { operation, actors, actor, pair, target, shared } = naming;
  const thing: Thing | undefined = operation.row.thing === undefined ? undefined : things[operation.row.thing];
  await thing?.prepare?.({ namespaces: Object.values(pair), admin: actors.admin });
  const fixed = { chainId: "flow", version: "1", new: `new-${randomUUID()}` };
  if (target === "missing") return { ...fixed, ns: "nowhere", ...thing?.missing() };
  const namespace = pair[target];
  if (thing === undefined) return { ...fixed, ns: namespace };
  const key = thing.isPersonal ? `${target} ${actor.name}` : target;
  const isReused = naming.isShared || operation.isRead;
  const user = target === "own" ? await actor.maker(pair) : actors.stranger;
  const names =
    (isReused ? shared.get(key) : undefined) ?? (await thing.make({ namespace, admin: actors.admin, user }));
  if (isReused) shared.set(key, names);
  return { ...fixed, ns: namespace, ...names };
}

/** Puts the names into a body. */
function fill(body: unknown, names: Readonly<Record<string, string>>): unknown {
  if (body === undefined) return undefined;
  return JSON.parse(fillText(JSON.stringify(body), names)) as unknown;
}

export function fillText(text: string, names: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => names[name] ?? whole);
}

/** What an answer says apart from the names that were asked for, and the request's id. */
function withoutNames(text: string, names: Readonly<Record<string, string>>): string {
  const known = Object.entries(names).filter(([name]) => name !== "version");
  const bare = known.reduce((rest, [name, value]) => rest.replaceAll(value, `{${name}}`), text);
  return bare.replace(/"(request_id|requestId)":"[^"]*"/g, '"$1":""');
}
