import { takeWhole } from "../api/rest-client.ts";
import type { CommandContext } from "../command-context.ts";
import { listMocks } from "../commands/mock-reading.ts";
import { compareMocks } from "./compare-mocks.ts";
import type { Step } from "./plan.ts";
import type { FileMock } from "./read-mock-files.ts";

/** What marks the mocks that were applied as one set; pruning looks for it. */
function tagOfSet(set: string): string {
  return `set:${set}`;
}

export interface Wanted {
  mocks: readonly FileMock[];
  /** Where mocks belong whose file does not say. */
  namespace: string;
  set: string | undefined;
  /** Whether what an earlier apply of the set made and the files no longer have goes away. */
  prune: boolean;
}

type Api = Pick<CommandContext, "api">;

/** How many mocks are asked for at a time. */
const concurrency = 8;

/** Compares what the files say with what is there. */
export async function makePlan(context: Api, wanted: Wanted): Promise<Step[]> {
  const steps: Step[] = [];
  for (let from = 0; from < wanted.mocks.length; from += concurrency) {
    const some = wanted.mocks.slice(from, from + concurrency);
    steps.push(...(await Promise.all(some.map((mock) => planOne(context, mock, wanted)))));
  }
  return wanted.prune ? [...steps, ...(await planPruning(context, wanted, steps))] : steps;
}

async function planOne({ api }: Api, file: FileMock, wanted: Wanted): Promise<Step> {
  const { id, place } = file;
  const namespace = file.namespace ?? wanted.namespace;
  const answer = await api.GET("/api/v1/mocks/{id}", { params: { path: { id }, query: { namespace } } });
  const current = answer.response.status === 404 ? null : await takeWhole(Promise.resolve(answer));
  const kept = { ...tagged(file.given, wanted.set), namespace };
  if (current === null) return { action: "create", namespace, id, place, mock: kept };
  const mock = withFolder(kept, current.data);
  const read = withFolder(tagged(file.read, wanted.set), current.data);
  const fields = compareMocks(current.data, read);
  if (fields.length === 0) return { action: "unchanged", namespace, id, place };
  return { action: "change", namespace, id, place, mock, fields, revision: current.headers.get("etag") ?? "*" };
}

/** The files' own tags, and the one of the set. */
function tagged<Fields extends object>(mock: Fields, set: string | undefined): Fields & { tags?: unknown } {
  if (set === undefined) return mock;
  const tags = "tags" in mock && Array.isArray(mock.tags) ? (mock.tags as unknown[]) : [];
  const tag = tagOfSet(set);
  return { ...mock, tags: tags.includes(tag) ? tags : [...tags, tag] };
}

/** Folders are the dashboard's: a file that names none leaves the mock where it is. */
function withFolder<Fields extends object>(mock: Fields, current: Record<string, unknown>): Fields {
  const isNamed = "folderId" in mock && mock.folderId !== undefined;
  return !isNamed && "folderId" in current ? { ...mock, folderId: current["folderId"] } : mock;
}

/** The live mocks of the set, in the namespaces that this apply is about, that the files don't have. */
async function planPruning(context: Api, { set, namespace }: Wanted, steps: readonly Step[]): Promise<Step[]> {
  if (set === undefined) return [];
  const keyOf = (mock: { namespace: string; id: string }): string => JSON.stringify([mock.namespace, mock.id]);
  const wanted = new Set(steps.map(keyOf));
  const pruned: Step[] = [];
  for (const name of new Set([namespace, ...steps.map((step) => step.namespace)])) {
    const { mocks } = await listMocks(context, { tag: [tagOfSet(set)], limit: 0, namespace: name });
    const left = mocks.filter((mock) => !wanted.has(keyOf(mock)));
    pruned.push(...left.map(({ id }): Step => ({ action: "delete", namespace: name, id })));
  }
  return pruned;
}
