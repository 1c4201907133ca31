import { createManyNamespaces, nameNamespace } from "./many-namespaces.ts";
import type { BenchedProduct } from "./product.ts";
import { interleave, type RoundOptions } from "./rounds.ts";
import { median, quantile } from "./statistics.ts";
import type { Row, Table } from "./table.ts";

interface ListSample {
  /** Of each read, milliseconds. */
  latenciesMs: number[];
}

export interface ListOptions {
  product: BenchedProduct;
  repeat: RoundOptions;
  namespaces: number;
  mocksEach: number;
}

const readsPerRound = 20;
const goalMs = 100;

/** How long the API takes to list and to search, where there are many namespaces with some mocks each. Throws when a read does not find what is there. */
export async function measureLists({ product, repeat, namespaces, mocksEach }: ListOptions): Promise<Table> {
  await createManyNamespaces(product.databaseUrl, { namespaces, mocksEach });
  const read =
    (path: (tenant: string) => string, found: (body: ListBody) => boolean) => async (): Promise<ListSample> => {
      const latenciesMs: number[] = [];
      for (let index = 0; index < readsPerRound; index++) {
        const tenant = nameNamespace((index * 37) % namespaces);
        latenciesMs.push(await timeRead(`${product.origin}${path(tenant)}`, found));
      }
      return { latenciesMs };
    };
  const listMocks = read(
    (tenant) => `/api/v1/mocks?namespace=${tenant}&limit=100`,
    ({ total }) => total === mocksEach,
  );
  const samples = await interleave(
    [
      { name: "mocks of a namespace, 100 a page", run: listMocks },
      {
        name: "search in a namespace, by part of a route",
        run: read(
          (tenant) => `/api/v1/mocks?namespace=${tenant}&search=orders/7/`,
          ({ total }) => total === 1,
        ),
      },
      {
        name: "namespaces",
        run: read(
          () => "/api/v1/namespaces",
          ({ count = 0 }) => count >= namespaces,
        ),
      },
      { name: "mocks of a namespace, again (A/A)", run: listMocks },
    ],
    repeat,
  );
  return toTable(samples, `${namespaces} namespaces of ${mocksEach} mocks each`);
}

interface ListBody {
  total?: number;
  count?: number;
}

async function timeRead(url: string, found: (body: ListBody) => boolean): Promise<number> {
  const startedAt = performance.now();
  const response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
  const body = (await response.json()) as ListBody;
  const took = performance.now() - startedAt;
  if (response.status !== 200 || !found(body))
    throw new Error(`${url} answered ${response.status} and not what is there: ${JSON.stringify(body).slice(0, 500)}`);
  return took;
}

function toTable(samples: ReadonlyMap<string, ListSample[]>, what: string): Table {
  const toRow = ([name, rounds]: [string, ListSample[]]): Row => {
    const all = rounds.flatMap(({ latenciesMs }) => latenciesMs);
    const medians = rounds.map(({ latenciesMs }) => median(latenciesMs));
    const reached = median(medians);
    return {
      name,
      cells: [
        reached.toFixed(1),
        quantile(all, 0.95).toFixed(1),
        `${goalMs} ${reached < goalMs ? "met" : "missed"}`,
        `${Math.min(...medians).toFixed(1)}–${Math.max(...medians).toFixed(1)}`,
      ],
      rounds,
    };
  };
  return {
    title: `Lists: milliseconds at the API, ${what}`,
    note: "One reader at a time; product and PostgreSQL share the core.",
    columns: ["p50", "p95", "goal", "p50 of the rounds"],
    rows: [...samples].map(toRow),
  };
}
