import { greeting, notification, type Peer, type PeerMock } from "./peer.ts";

export const wiremock: Peer = {
  name: "WireMock 3.13.2, no journal",
  packageName: "wiremock@3.13.2",
  program: "wiremock/build/wiremock-standalone-3.13.2.jar",
  isJvm: true,
  configure: (mocks, port) => ({
    configFile: "mappings/all.json",
    config: { mappings: mocks.map(toMapping) },
    args: [
      ...["--port", String(port), "--bind-address", "127.0.0.1", "--root-dir", ".", "--disable-banner"],
      ...["--no-request-journal", "--disable-request-logging"],
    ],
  }),
};

const headers = { "Content-Type": "application/json" };

function toMapping(mock: PeerMock): object {
  const { kind, route } = mock;
  if (kind === "notified") {
    const parameters = { method: "POST", url: mock.callbackUrl, headers, body: notification };
    return {
      request: { method: "POST", urlPath: route },
      response: { status: 200, headers, body: greeting },
      serveEventListeners: [{ name: "webhook", parameters }],
    };
  }
  if (kind === "greeting") {
    const template = route.replace(/:(\w+)/g, "{$1}");
    const url = template === route ? { urlPath: route } : { urlPathTemplate: template };
    return { request: { method: "GET", ...url }, response: { status: 200, headers, body: greeting } };
  }
  const bodyPatterns = [{ matchesJsonPath: { expression: "$.customer.name", equalTo: "Ada" } }];
  const fields = [
    `"id":"{{randomValue type='UUID'}}"`,
    `"amount":{{jsonPath request.body '$.amount'}}`,
    `"currency":"{{jsonPath request.body '$.currency'}}"`,
    `"status":"succeeded"`,
  ];
  return {
    request: { method: "POST", urlPath: route, bodyPatterns },
    response: { status: 200, headers, transformers: ["response-template"], body: `{${fields.join(",")}}` },
  };
}
