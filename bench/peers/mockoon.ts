import { randomUUID } from "node:crypto";
import { greeting, notification, type Peer, type PeerMock } from "./peer.ts";

export const mockoon: Peer = {
  name: "Mockoon CLI 9.9.0, no logs",
  packageName: "@mockoon/cli@9.9.0",
  program: "@mockoon/cli/bin/run.js",
  isJvm: false,
  configure: (mocks, port) => ({
    configFile: "mockoon.json",
    config: toEnvironment(mocks, port),
    args: [
      ...["start", "--repair", "--data", "mockoon.json", "--port", String(port), "--hostname", "127.0.0.1"],
      ...["--disable-log-to-file", "--disable-admin-api", "--max-transaction-logs", "0"],
    ],
  }),
};

function toRoute({ kind, route }: PeerMock): object {
  return {
    ...{ uuid: randomUUID(), type: "http", documentation: "", method: kind === "greeting" ? "get" : "post" },
    ...{ endpoint: route.slice(1), responseMode: null, streamingMode: null, streamingInterval: 0 },
    responses: responsesOf[kind](),
  };
}

const callbackUuid = randomUUID();

const responsesOf: Record<PeerMock["kind"], () => object[]> = {
  greeting: () => [toResponse({ body: greeting })],
  payment: () => [toResponse({ body: "{}", statusCode: 404 }), payment()],
  notified: () => [toResponse({ body: greeting, callbacks: [{ uuid: callbackUuid, latency: 0 }] })],
};

function toCallback(uri: string): object {
  return {
    ...{ uuid: callbackUuid, id: "notify", name: "notify", documentation: "", method: "post", uri },
    ...{ headers: [{ key: "Content-Type", value: "application/json" }], bodyType: "INLINE", body: notification },
    ...{ databucketID: "", filePath: "", sendFileAsBody: false },
  };
}

function payment(): object {
  const fields = [
    `"id":"{{faker 'string.uuid'}}"`,
    `"amount":{{body 'amount'}}`,
    `"currency":"{{body 'currency'}}"`,
    `"status":"succeeded"`,
  ];
  const rule = { target: "body", modifier: "customer.name", value: "Ada", invert: false, operator: "equals" };
  return toResponse({ body: `{${fields.join(",")}}`, default: false, rules: [rule] });
}

function toResponse(own: object): object {
  return {
    ...{ uuid: randomUUID(), latency: 0, statusCode: 200, label: "", bodyType: "INLINE", filePath: "" },
    ...{ databucketID: "", sendFileAsBody: false, rules: [], rulesOperator: "OR", disableTemplating: false },
    ...{ fallbackTo404: false, default: true, crudKey: "id", callbacks: [] },
    headers: [{ key: "Content-Type", value: "application/json" }],
    ...own,
  };
}

function toEnvironment(mocks: readonly PeerMock[], port: number): object {
  const routes = mocks.map(toRoute);
  const callbacks = mocks.flatMap((mock) => (mock.kind === "notified" ? [toCallback(mock.callbackUrl)] : []));
  return {
    ...{ uuid: randomUUID(), lastMigration: 33, name: "bench", endpointPrefix: "", latency: 0, port },
    ...{ hostname: "127.0.0.1", folders: [], routes, proxyMode: false, proxyHost: "", proxyRemovePrefix: false },
    rootChildren: routes.map((route) => ({ type: "route", uuid: (route as { uuid: string }).uuid })),
    tlsOptions: {
      ...{ enabled: false, type: "CERT", pfxPath: "", certPath: "" },
      ...{ keyPath: "", caPath: "", passphrase: "" },
    },
    ...{ cors: false, headers: [], proxyReqHeaders: [], proxyResHeaders: [], data: [], callbacks },
  };
}
