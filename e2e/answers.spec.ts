import { expect, test } from "@playwright/test";
import { type Product, startProduct } from "./product.ts";
import { openReceiver, type Receiver } from "./receiver.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** What a mock can answer, as the users of the API meet it: what saving says of it, and a proxy with what follows from its answer. */
let product: Product;
let receiver: Receiver;
let client: RestClient;

test.beforeAll(async () => {
  receiver = await openReceiver();
  product = await startProduct({ env: { WEBHOOK_ALLOW_HOSTS: receiver.host } });
  client = createRestClient(product.url);
});

test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
  await receiver.close();
});

test("saving refuses what could never be answered, each with its path", async () => {
  const http = { route: "/refused" };
  for (const [answering, path] of [
    [{ oneOf: { order: "order", responses: [] } }, "$.oneOf.responses"],
    [{ response: { decode: "base64", payload: "not base64!" } }, "$.response.payload"],
    [
      { oneOf: { responses: [{}, { latency: { distribution: "uniform", lowerMs: 2, upperMs: 1 } }] } },
      "$.oneOf.responses[1].latency.upperMs",
    ],
    [{ proxy: { target: "real.example" } }, "$.proxy.target"],
    [{ response: { fault: "explode" } }, "$.response.fault"],
  ] as const) {
    const refused = await client.call("POST", "/api/v1/mocks", { body: { http, ...answering } });
    expect([refused.status, refused.body["problems"]]).toMatchObject([400, [{ path }]]);
  }
});

test("saving warns of a file that is not there, and of nothing that this version serves", async () => {
  const response = { payloadTemplatePath: "gone.html", delay: 1, fault: "dribble", dribbleMs: 10 };
  const saved = await client.save({ http: { route: "/file" }, strictTemplates: true, response });
  expect(saved.body["warnings"]).toEqual([
    { path: "$.response.payloadTemplatePath", message: 'there is no file "gone.html" in the namespace yet' },
  ]);
  const many = { order: "random", offset: 0, responses: [{ error: "no" }, { decode: "base64", payload: "aGk=" }] };
  expect((await client.save({ http: { route: "/many" }, oneOf: many })).body["warnings"]).toEqual([]);
  const target = "http://real.example/";
  expect((await client.save({ http: { route: "/proxy" }, proxy: { target } })).body["warnings"]).toEqual([]);
});

test("a proxy answers with what the real service says, and tells others of it", async () => {
  await client.save({
    id: "real",
    http: { route: "/real/:id" },
    response: { statusCode: 201, payload: { id: "$.pathParam.id" } },
  });
  await client.save({
    id: "front",
    http: { route: "/front/*" },
    proxy: { target: `${product.url}/stubs/sandbox/real` },
    webhooks: [{ url: `${receiver.url}/told`, trigger: "on_success", body: { id: "$.response.id" } }],
  });
  const answered = await client.call("POST", "/stubs/sandbox/front/7", { body: {} });
  expect([answered.status, answered.body]).toEqual([201, { id: "7" }]);
  const [delivery] = await client.awaitFinal({ mockId: "front" });
  expect(delivery?.state).toBe("delivered");
  const { message } = await client.getDelivery(delivery?.id ?? "");
  expect(message?.body?.content).toBe('{"id":"7"}');
});

test("a namespace is described, and its CORS switched; what is wrong or unknown is said", async () => {
  await client.call("POST", "/api/v1/namespaces", { body: { name: "pages" } });
  const described = await client.call("GET", "/api/v1/namespaces/pages");
  expect(described.body).toMatchObject({ name: "pages", displayName: "pages", description: "", cors: true });
  const allowed = async () => {
    const answered = await client.call("GET", "/stubs/pages/none", { headers: { origin: "https://app.example" } });
    return answered.headers.get("access-control-allow-origin");
  };
  expect(await allowed()).toBe("https://app.example");
  const body = { cors: false, description: "of the shop", displayname: "Pages" };
  const changed = await client.call("PATCH", "/api/v1/namespaces/pages", { body });
  expect(changed.body).toMatchObject({
    ...{ name: "pages", displayName: "pages", description: "of the shop", cors: false, success: true },
    warnings: [{ path: "$.displayname", message: expect.stringContaining("displayName") }],
  });
  expect(await allowed()).toBeNull();
  const wrong = await client.call("PATCH", "/api/v1/namespaces/pages", { body: { cors: "no" } });
  expect([wrong.status, wrong.body["problems"]]).toMatchObject([400, [{ path: "$.cors" }]]);
  expect((await client.call("PATCH", "/api/v1/namespaces/nowhere", { body: { cors: true } })).status).toBe(404);
});
