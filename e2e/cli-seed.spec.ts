import { expect, test } from "@playwright/test";
import { type CommandLine, openCommandLine } from "./command-line.ts";
import { type Product, startProduct } from "./product.ts";
import { openReceiver, type Receiver } from "./receiver.ts";
import { createRestClient } from "./rest-client.ts";

/** The seed's line for the command line, verbatim but for the host's name. */
let product: Product;
let receiver: Receiver;
let shell: CommandLine;

test.beforeAll(async () => {
  receiver = await openReceiver();
  product = await startProduct({ env: { WEBHOOK_ALLOW_HOSTS: receiver.host } });
  shell = await openCommandLine(product.url);
});

test.afterAll(async () => {
  await shell.close();
  expect(await product.stop()).toBe(0);
  await receiver.close();
});

const seedLine = `mockarty-cli mock create --id payment-with-webhook \\
--route /api/payments --method POST \\
--status 200 \\
--payload '{"id":"$.fake.UUID","status":"succeeded"}' \\
--webhook-url http://my-app:3000/webhooks/stripe \\
--webhook-trigger on_success \\
--webhook-body '{"type":"payment_intent.succeeded","data":{"amount":2500,"currency":"usd"}}'`;

for (const [nth, flag] of ["--payload", "--body"].entries()) {
  test(`the seed's mock create with ${flag} makes its mock, which answers and calls back`, async () => {
    const client = createRestClient(product.url);
    await client.call("DELETE", "/api/v1/mocks/payment-with-webhook/purge");
    const line = seedLine.replace("--payload", flag).replace("http://my-app:3000", receiver.url);
    expect(await shell.expectOk(line)).toBe(
      "mock payment-with-webhook created: it answers at /stubs/sandbox/api/payments\n",
    );

    const { body } = await client.call("GET", "/api/v1/mocks/payment-with-webhook");
    const { createdAt: _created, updatedAt: _updated, useCounter: _uses, lastUse: _last, ...definition } = body;
    expect(definition).toEqual({
      id: "payment-with-webhook",
      namespace: "sandbox",
      http: { route: "/api/payments", httpMethod: "POST" },
      response: { statusCode: 200, payload: { id: "$.fake.UUID", status: "succeeded" } },
      webhooks: [
        {
          url: `${receiver.url}/webhooks/stripe`,
          trigger: "on_success",
          body: { type: "payment_intent.succeeded", data: { amount: 2500, currency: "usd" } },
        },
      ],
    });

    const answer = await client.call("POST", "/stubs/sandbox/api/payments", { body: {} });
    expect(answer).toMatchObject({ status: 200, body: { status: "succeeded" } });
    const callbacks = await receiver.waitFor(nth + 1, { path: "/webhooks/stripe" });
    expect(callbacks[nth]).toMatchObject({ method: "POST" });
    expect(String(callbacks[nth]?.body)).toBe(
      '{"type":"payment_intent.succeeded","data":{"amount":2500,"currency":"usd"}}',
    );
  });
}

test("--payload and --body together are refused, as is a callback without an address", async () => {
  const both = await shell.run(`understudy mock create --route /x --payload 1 --body 2`);
  expect(both).toMatchObject({ code: 2, stderr: "error: --payload and --body are the same: give one of them\n" });
  const nowhere = await shell.run(`understudy mock create --route /x --webhook-body 1`);
  expect(nowhere).toMatchObject({ code: 2, stderr: "error: a callback needs an address: --webhook-url\n" });
});
