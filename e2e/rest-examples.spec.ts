import { expect, test } from "@playwright/test";
import type { ApiDocument } from "../test/api-document.ts";
import { type Product, startProduct } from "./product.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** What the API's description gives as examples, sent to the API itself. */
let product: Product;
let client: RestClient;
let document: ApiDocument;
/** What stands in a path for what only the product can name. */
const ids: Record<string, string> = {};

test.beforeAll(async () => {
  const password = "correct horse battery staple";
  product = await startProduct({ env: { AUTH_MODE: "full", FIRST_ADMIN_PASSWORD: password } });
  const login = await createRestClient(product.url).call("POST", "/api/v1/auth/login", {
    body: { login: "admin", password },
  });
  client = createRestClient(product.url, String(login.body["token"]));
  document = (await client.call("GET", "/api/v1/openapi.json")).body as unknown as ApiDocument;
});
test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
});

/**
 * In an order in which each finds what it needs. Those of users, codes and the trash are not among them: they speak of what only a mail or
 * an app can say, and are compared with their schemas alone (describe-api.test.ts).
 */
const order = [
  ...["login", "createToken", "createNamespace", "changeNamespace", "saveMock", "saveMocks", "changeMock", "createTag"],
  ...["createFolder", "changeFolder", "moveFolder", "moveMocks", "tagMocks", "copyMocksToNamespace", "copyMocks"],
  ...["explainRequest", "previewMock", "setGlobalEntry", "setChainEntry", "saveTemplate", "uploadTemplate"],
  ...["verifyRequests", "waitForDeliveries", "redeliverDelivery", "cancelDeliveries", "redeliverDeliveries"],
  ...["createMockOfUndefinedRequest", "deleteUndefinedRequests", "deleteMocks", "restoreMocks"],
];

test("each example is taken as it is", async () => {
  const examples = new Map(listExamples().map((example) => [example.operationId, example]));
  expect([...examples.keys()]).toEqual(expect.arrayContaining(order));
  for (const operationId of order) {
    await prepare(operationId);
    const { method, path, body } = examples.get(operationId) ?? { method: "", path: "", body: undefined };
    const answer = await client.call(method, path.replace("{id}", ids[path] ?? "payment"), { body });
    expect(answer.status, `${operationId}: ${answer.text}`).toBe(200);
    if (operationId === "createFolder") {
      for (const of of ["/api/v1/mock-folders/{id}", "/api/v1/mock-folders/{id}/move"])
        ids[of] = String(answer.body["id"]);
    }
  }
});

function listExamples() {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { operationId = "", requestBody, parameters = [] }]) => {
      const content = Object.values(requestBody?.content ?? {})[0];
      if (content === undefined) return [];
      const filled = parameters.reduce(
        (text, { name, example }) => text.replace(`{${name}}`, isText(example) ? String(example) : `{${name}}`),
        path,
      );
      return [{ operationId, method: method.toUpperCase(), path: filled, body: content.example }];
    }),
  );
}

function isText(example: unknown): example is string | number {
  return typeof example === "string" || typeof example === "number";
}

/** Makes what an example speaks of that no other example makes. */
async function prepare(operationId: string): Promise<void> {
  if (operationId === "verifyRequests") {
    await client.call("POST", "/stubs/sandbox/payments", { body: { amount: 2500 } });
    await client.save({
      id: "receiver",
      http: { route: "/inbox", httpMethod: "POST" },
      response: { payload: "thank you" },
    });
  }
  if (operationId === "waitForDeliveries") {
    // The example names the default port; the product of this test has another.
    const [first] = await client.awaitFinal({ mockId: "payment" });
    ids["/api/v1/deliveries/{id}/redeliver"] = String(first?.id);
    const url = `${product.url}/stubs/sandbox/inbox`;
    await client.save({
      id: "payment",
      http: { route: "/payments", httpMethod: "POST" },
      webhooks: [{ url, body: {} }],
    });
    await client.call("POST", "/stubs/sandbox/payments", { body: {} });
  }
  if (operationId === "createMockOfUndefinedRequest") {
    await client.call("GET", "/stubs/sandbox/nobody-knows");
    const { body } = await client.call("GET", "/api/v1/undefined-requests");
    ids["/api/v1/undefined-requests/{id}/create-mock"] = String((body["items"] as { id: string }[])[0]?.id);
  }
}
