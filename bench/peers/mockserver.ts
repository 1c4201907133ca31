import { greeting, notification, type Peer, type PeerMock } from "./peer.ts";

export const mockserver: Peer = {
  name: "MockServer 8.0.0, logs errors only",
  packageName: "mockserver-node@8.0.0",
  program: "mockserver-node/mockserver-netty-8.0.0-jar-with-dependencies.jar",
  isJvm: true,
  configure: (mocks, port) => ({
    configFile: "expectations.json",
    config: mocks.map(toExpectation),
    args: ["-p", String(port), "-l", "ERROR", "--init=expectations.json"],
  }),
};

const headers = { "content-type": ["application/json"] };

function toExpectation(mock: PeerMock): object {
  const { kind, route } = mock;
  if (kind === "notified") {
    const { host, pathname: path } = new URL(mock.callbackUrl);
    return {
      httpRequest: { method: "POST", path: route },
      httpResponse: { statusCode: 200, headers, body: greeting },
      // Where it goes to is read off the header; it ignores a socket address here.
      afterActions: [
        { httpRequest: { method: "POST", path, headers: { ...headers, host: [host] }, body: notification } },
      ],
    };
  }
  if (kind === "greeting") {
    const names = [...route.matchAll(/:(\w+)/g)].map(([, name = ""]) => name);
    const pathParameters = Object.fromEntries(names.map((name) => [name, [".*"]]));
    return {
      httpRequest: {
        method: "GET",
        path: route.replace(/:(\w+)/g, "{$1}"),
        ...(names.length > 0 && { pathParameters }),
      },
      httpResponse: { statusCode: 200, headers, body: greeting },
    };
  }
  const read = (field: string): string => `{{#jsonPath}}$.${field}{{/jsonPath}}{{jsonPathResult}}`;
  const answer = `{"id":"{{ uuid }}","amount":${read("amount")},"currency":"${read("currency")}","status":"succeeded"}`;
  return {
    httpRequest: {
      method: "POST",
      path: route,
      body: { type: "JSON", json: { customer: { name: "Ada" } }, matchType: "ONLY_MATCHING_FIELDS" },
    },
    httpResponseTemplate: {
      templateType: "MUSTACHE",
      template: `{"statusCode":200,"headers":${JSON.stringify(headers)},"body":${answer}}`,
    },
  };
}
