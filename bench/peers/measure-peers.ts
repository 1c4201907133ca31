import { type BenchRequest, get, postJson } from "../bench-request.ts";
import { callAtRandom, createManyMocks, listRoutes } from "../many-mocks.ts";
import { again, measureSideBySide, type SaturateOptions, type Server } from "../measure-side-by-side.ts";
import { paths, paymentOf } from "../mocks.ts";
import type { BenchedProduct } from "../product.ts";
import type { Table } from "../table.ts";
import { mockoon } from "./mockoon.ts";
import { mockserver } from "./mockserver.ts";
import type { PeerMock } from "./peer.ts";
import { type ProvidedPeers, providePeers } from "./provide-peers.ts";
import { startPeer, type StartedPeer } from "./start-peer.ts";
import { verifyAnswers } from "./verify-answers.ts";
import { wiremock } from "./wiremock.ts";

export interface PeersOptions extends SaturateOptions {
  product: BenchedProduct;
  /** How long a JVM is loaded before it is measured. */
  warmSeconds: number;
}

/** The same mocks and the same requests for everybody. */
interface Work {
  title: string;
  mocks: readonly PeerMock[];
  /** Of all its mocks. */
  kind: PeerMock["kind"];
  requests: readonly BenchRequest[];
  /** Of WireMock's rate. */
  goal: number;
}

const manyMocks = { namespace: "peers", count: 1_000 };
const connections = 32;

/** Our product beside other mock servers that are set up alike. WireMock is the reference; who is missing or answers wrongly is named. */
export async function measurePeers(options: PeersOptions): Promise<Table[]> {
  const provided = await providePeers([wiremock, mockserver, mockoon]);
  await createManyMocks(options.product, manyMocks.namespace, manyMocks.count);
  const tables: Table[] = [];
  for (const work of listWork()) tables.push(await measureWork(work, provided, options));
  return tables;
}

function listWork(): Work[] {
  const greetingOf = (route: string) => ({ kind: "greeting" as const, route });
  const { namespace, count } = manyMocks;
  return [
    {
      title: "Static mock",
      kind: "greeting",
      mocks: [greetingOf(paths.greeting)],
      requests: [get(paths.greeting)],
      goal: 1.5,
    },
    {
      title: `${count} mocks, half of them with parameters, chosen at random`,
      kind: "greeting",
      mocks: listRoutes(count).map((route) => greetingOf(`/stubs/${namespace}${route}`)),
      requests: callAtRandom(namespace, count),
      goal: 15,
    },
    {
      title: "Condition and template",
      kind: "payment",
      mocks: [{ kind: "payment", route: paths.checkedPayment }],
      requests: [postJson(paths.checkedPayment, paymentOf("r-1"))],
      goal: 4,
    },
  ];
}

async function measureWork(work: Work, { peers, missing }: ProvidedPeers, options: PeersOptions): Promise<Table> {
  const { product, load, warmSeconds } = options;
  const left = [...missing];
  const started: StartedPeer[] = [];
  const servers: Server[] = [];
  await verifyAnswers(product.origin, work);
  try {
    for (const provided of peers) {
      const { name, isJvm } = provided.peer;
      try {
        const server = await startPeer(provided, work.mocks);
        started.push(server);
        await verifyAnswers(server.origin, work);
        const { origin, cpuMs } = server;
        await load.run({ origin, requests: work.requests, connections, seconds: isJvm ? warmSeconds : 2 });
        servers.push({ name, origin, cpuMs, requests: work.requests });
      } catch (error) {
        left.push(`${name}: ${String(error)}`);
      }
    }
    const table = await measureSideBySide(`Beside others: ${work.title}`, withProduct(servers, work, product), options);
    return left.length === 0 ? table : { ...table, note: `${table.note} Not measured: ${left.join("; ")}.` };
  } finally {
    await Promise.all(started.map((server) => server.stop()));
  }
}

/** The first is the reference and, at the end, the control. */
function withProduct(peers: readonly Server[], { requests, goal }: Work, product: BenchedProduct): Server[] {
  const isJudged = peers[0]?.name === wiremock.name;
  const own: Server = {
    ...{ name: "Understudy", origin: product.origin, requests, cpuMs: () => product.cpuMs().resolver },
    ...(isJudged && { goal }),
  };
  const [reference = own] = peers;
  return [...peers, own, { ...reference, name: reference.name + again }];
}
