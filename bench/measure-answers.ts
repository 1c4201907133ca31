import { type BenchRequest, get, postJson } from "./bench-request.ts";
import { callAtRandom, createManyMocks } from "./many-mocks.ts";
import { listKinds, paths, paymentOf } from "./mocks.ts";
import type { BenchedProduct } from "./product.ts";
import { again, measureSideBySide, type SaturateOptions, type Server } from "./measure-side-by-side.ts";
import { type BareKind, readAnswer, startBareServer } from "./start-bare-server.ts";
import type { Table } from "./table.ts";

export interface AnswerOptions extends SaturateOptions {
  product: BenchedProduct;
  /** How many mocks the large namespaces have. */
  manyMocks: readonly [number, number];
}

/** How many calls of a mock one core answers, beside a bare `node:http` server of the same Node that says the same. */
export async function measureAnswers(options: AnswerOptions): Promise<Table[]> {
  const kinds = listKinds().map((kind) => postJson(paths.fiftyKinds, JSON.stringify({ kind, amount: 2500 })));
  return [
    await besideBare({
      title: "Static mock: GET, 35 bytes of JSON",
      kind: "fixed",
      requests: [get(paths.greeting)],
      goal: 0.85,
      options,
    }),
    await besideBare({
      title: "Condition and template: POST of JSON, an answer of two of its fields and a UUID",
      kind: "payment",
      requests: [postJson(paths.checkedPayment, paymentOf("r-1"))],
      goal: 0.6,
      options,
    }),
    await besideBare({
      title: "50 mocks on one route: POST of JSON, told apart by a condition on the body",
      kind: "parsed",
      requests: kinds,
      goal: 0.4,
      options,
    }),
    await measureManyMocks(options),
  ];
}

interface BesideBare {
  title: string;
  kind: BareKind;
  requests: readonly BenchRequest[];
  goal: number;
  options: AnswerOptions;
}

async function besideBare({ title, kind, requests, goal, options }: BesideBare): Promise<Table> {
  const { origin, cpuMs } = options.product;
  const [request = get("/")] = requests;
  const answer = await readAnswer(origin, request);
  const bare = [await startBareServer(kind, answer), await startBareServer(kind, answer)] as const;
  try {
    const reference = { name: "bare node:http", requests, ...bare[0] };
    const control = { name: reference.name + again, requests, ...bare[1] };
    const product = { name: "Understudy", requests, origin, cpuMs: () => cpuMs().resolver, goal };
    return await measureSideBySide(title, [reference, product, control], options);
  } finally {
    await Promise.all(bare.map((server) => server.stop()));
  }
}

/** Cost shall not grow with the number of mocks (design 1). */
async function measureManyMocks(options: AnswerOptions): Promise<Table> {
  const { product, manyMocks } = options;
  const common = { origin: product.origin, cpuMs: () => product.cpuMs().resolver };
  const reference = { name: "one mock", ...common, requests: [get(paths.greeting)] };
  const [many, more] = manyMocks;
  await createManyMocks(product, "many", many);
  await createManyMocks(product, "more", more);
  const servers: Server[] = [
    reference,
    { name: `${many} mocks`, ...common, requests: callAtRandom("many", many), goal: 0.9 },
    { name: `${more} mocks`, ...common, requests: callAtRandom("more", more), goal: 0.85 },
    { ...reference, name: reference.name + again },
  ];
  return measureSideBySide("Many mocks: GET, half of them with parameters, chosen at random", servers, options);
}
