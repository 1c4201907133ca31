import { measureMockMemory } from "../test/measure-mock-memory.ts";
import { get, postJson } from "./bench-request.ts";
import type { LoadGenerator } from "./load-generator.ts";
import { paths, paymentOf } from "./mocks.ts";
import type { BenchedProduct } from "./product.ts";
import type { Row, Table } from "./table.ts";

export interface MemoryOptions {
  product: BenchedProduct;
  load: LoadGenerator;
  /** How many calls memory is watched over. */
  calls: number;
}

const connections = 32;
/** Of a run of the load generator. */
const stepSeconds = 5;
/** Before memory is looked at for the first time: the heap finds its size. */
const warmShare = 0.25;

/** What a simple mock takes, and whether the resolver grows with the calls that it answers. */
export async function measureMemory(options: MemoryOptions): Promise<Table> {
  const { bytes, definitionBytes } = measureMockMemory();
  const beyond = bytes - definitionBytes;
  const mockRow: Row = {
    name: "a simple mock of 100,000, beyond its definition",
    cells: [`${beyond.toFixed(0)} bytes`, `1536 ${beyond < 1536 ? "met" : "missed"}`],
    rounds: [{ bytes, definitionBytes }],
  };
  return {
    title: "Memory: what a mock takes, and what calls leave behind",
    note: "Growth is that of the resolver's resident memory after the first quarter of the calls.",
    columns: ["figure", "goal"],
    rows: [mockRow, await watchCalls(options)],
  };
}

async function watchCalls({ product, load, calls }: MemoryOptions): Promise<Row> {
  const requests = [
    get(paths.greeting),
    postJson(paths.checkedPayment, paymentOf("r-1")),
    get("/stubs/sandbox/no-such"),
  ];
  const rounds: { calls: number; megabytes: number }[] = [];
  let done = 0;
  while (done < calls) {
    const { answered, failures } = await load.run({
      origin: product.origin,
      requests,
      connections,
      seconds: stepSeconds,
    });
    done += answered + failures;
    rounds.push({ calls: done, megabytes: product.resolverBytes() / 1024 ** 2 });
  }
  const warm = rounds.find((round) => round.calls >= calls * warmShare);
  const grown = (rounds.at(-1)?.megabytes ?? NaN) - (warm?.megabytes ?? NaN);
  return {
    name: `${done} calls: a fixed answer, a templated one, a 404`,
    cells: [`${grown.toFixed(1)} MiB more`, `16 ${grown < 16 ? "met" : "missed"}`],
    rounds,
  };
}
