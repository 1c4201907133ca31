/** What the product is asked for, under `/stubs/sandbox`. */
export const paths = {
  greeting: "/stubs/sandbox/greeting",
  payment: "/stubs/sandbox/payments",
  checkedPayment: "/stubs/sandbox/checked-payments",
  fiftyKinds: "/stubs/sandbox/kinds",
  paymentWithCallback: "/stubs/sandbox/notified-payments",
  delayedPayment: "/stubs/sandbox/delayed-payments",
  retriedPayment: "/stubs/sandbox/retried-payments",
  storeRead: "/stubs/sandbox/stored",
  counter: "/stubs/sandbox/counted",
  counterRead: "/stubs/sandbox/count",
} as const;

/** The body of a payment; `reference` tells calls apart. */
export function paymentOf(reference: string): string {
  return JSON.stringify({ amount: 2500, currency: "usd", reference, customer: { id: "c-1", name: "Ada" } });
}

/** Creates the mocks: a fixed answer, one made of two fields of the request and a UUID, and the same with a callback. */
export async function createMocks(origin: string, callbackUrl: string): Promise<void> {
  const payment = {
    statusCode: 200,
    payload: { id: "$.fake.UUID", amount: "$.req.amount", currency: "$.req.currency", status: "succeeded" },
  };
  const callback = {
    url: callbackUrl,
    method: "POST",
    body: { event: "payment.succeeded", reference: "$.req.reference", paymentId: "$.response.id" },
  };
  await save(origin, {
    id: "greeting",
    http: { route: "/greeting", httpMethod: "GET" },
    response: { statusCode: 200, payload: { message: "Hello from Understudy" } },
  });
  await save(origin, { id: "payment", http: { route: "/payments", httpMethod: "POST" }, response: payment });
  await save(origin, {
    id: "checked-payment",
    http: {
      route: "/checked-payments",
      httpMethod: "POST",
      conditions: [{ path: "$.customer.name", assertAction: "equals", value: "Ada" }],
    },
    response: payment,
  });
  for (const kind of listKinds()) {
    await save(origin, {
      id: kind,
      http: {
        route: "/kinds",
        httpMethod: "POST",
        conditions: [{ path: "$.kind", assertAction: "equals", value: kind }],
      },
      response: { statusCode: 200, payload: { message: "Hello from Understudy" } },
    });
  }
  await save(origin, {
    id: "notified-payment",
    http: { route: "/notified-payments", httpMethod: "POST" },
    response: payment,
    webhooks: [callback],
  });
  await save(origin, {
    id: "delayed-payment",
    http: { route: "/delayed-payments", httpMethod: "POST" },
    response: payment,
    webhooks: [{ ...callback, delay: 1_000 }],
  });
  await save(origin, {
    id: "retried-payment",
    http: { route: "/retried-payments", httpMethod: "POST" },
    response: payment,
    webhooks: [{ ...callback, url: `${callbackUrl}/refused-once`, retryCount: 1, retryDelay: 1 }],
  });
  await createStoreMocks(origin);
}

/** One that reads a key, one that counts, and one that tells the count. */
async function createStoreMocks(origin: string): Promise<void> {
  const value = (text: string) => ({ statusCode: 200, payload: { value: text } });
  await save(origin, { id: "stored", http: { route: "/stored" }, response: value("$.gS.seats") });
  await save(origin, {
    id: "counted",
    http: { route: "/counted" },
    extract: { gStore: { count: "$.increment($.gS.count)" } },
    response: value("$.gS.count"),
  });
  await save(origin, { id: "count", http: { route: "/count" }, response: value("$.gS.count") });
  await save(origin, { id: "seats", http: { route: "/seats" }, extract: { gStore: { seats: 42 } } });
  const filled = await fetch(`${origin}/stubs/sandbox/seats`, { signal: AbortSignal.timeout(10_000) });
  if (!filled.ok) throw new Error(`the store was not filled: ${await filled.text()}`);
  await filled.body?.cancel();
}

/** What tells fifty mocks of one route apart. */
export function listKinds(): string[] {
  return Array.from({ length: 50 }, (_, index) => `kind-${index}`);
}

async function save(origin: string, mock: object): Promise<void> {
  const response = await fetch(`${origin}/api/v1/mocks`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(mock),
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(`a mock was refused: ${await response.text()}`);
  await response.body?.cancel();
}
