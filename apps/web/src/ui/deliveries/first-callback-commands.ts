export interface FirstCallbackOptions {
  /** Under which the user reaches us: what curl calls. */
  origin: string;
  /** Under which callbacks reach us. */
  callbackOrigin: string;
  namespace: string;
  needsToken: boolean;
}

/** Makes a mock that takes callbacks. */
export function renderReceiverCommand(options: FirstCallbackOptions): string {
  return renderCreate(options, [
    `"id": "order-inbox", "namespace": "${options.namespace}",`,
    `"http": { "httpMethod": "POST", "route": "/order-inbox" },`,
    `"response": { "statusCode": 202, "payload": { "received": true } }`,
  ]);
}

/** Makes a mock that answers and calls the other one back: a destination of our own, which the guard lets through. */
export function renderSenderCommand(options: FirstCallbackOptions): string {
  const url = `${options.callbackOrigin}/stubs/${options.namespace}/order-inbox`;
  return renderCreate(options, [
    `"id": "orders", "namespace": "${options.namespace}",`,
    `"http": { "httpMethod": "POST", "route": "/orders" },`,
    `"response": { "statusCode": 201, "payload": { "orderId": "$.fake.UUID", "item": "$.req.item" } },`,
    `"webhooks": [{ "url": "${url}",`,
    `  "body": { "event": "order.created", "orderId": "$.response.orderId" } }]`,
  ]);
}

/** Calls it. */
export function renderCallCommand({ origin, namespace }: FirstCallbackOptions): string {
  return [
    `curl '${origin}/stubs/${namespace}/orders' \\`,
    `  -H 'Content-Type: application/json' -d '{ "item": "tea" }'`,
  ].join("\n");
}

function renderCreate({ origin, needsToken }: FirstCallbackOptions, fields: readonly string[]): string {
  return [
    `curl '${origin}/api/v1/mocks' \\`,
    ...(needsToken ? [`  -H "Authorization: Bearer $TOKEN" \\`] : []),
    `  -H 'Content-Type: application/json' \\`,
    `  -d '{`,
    ...fields.map((field) => `    ${field}`),
    `  }'`,
  ].join("\n");
}
