import { expect, test } from "@playwright/test";
import { connectToEmbeddedDatabase } from "../test/embedded-database.ts";
import { type Product, startProduct } from "./product.ts";
import { openReceiver, type Receiver } from "./receiver.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** Secrets that are planted wherever somebody can give one; whatever the product keeps, prints or shows must not have them. */
const planted = {
  adminPassword: "planted-admin-password-1f6a",
  callbackAuthorization: "Bearer planted-callback-authorization-2e7b",
  secretHeader: "planted-secret-header-3d8c",
  signingSecret: "whsec_cGxhbnRlZC1zaWduaW5nLXNlY3JldC00YzlkISE=",
  previousSigningSecret: "whsec_cGxhbnRlZC1wcmV2aW91cy1zZWNyZXQtNWJhZSE=",
  kafkaPassword: "planted-kafka-password-6abf",
  rabbitPassword: "planted-rabbit-password-79c0",
  callerAuthorization: "Bearer planted-caller-authorization-88d1",
  callerCookie: "session=planted-caller-cookie-97e2",
  wrongPassword: "planted-wrong-password-a6f3",
};
const mockId = "planted";

let product: Product;
let receiver: Receiver;
let client: RestClient;
/** What the product handed out: shown once, and never again. */
const handedOut: Record<string, string> = {};

test.beforeAll(async () => {
  receiver = await openReceiver();
  product = await startProduct({
    env: {
      AUTH_MODE: "full",
      LOG_LEVEL: "debug",
      FIRST_ADMIN_PASSWORD: planted.adminPassword,
      WEBHOOK_ALLOW_HOSTS: receiver.host,
    },
  });
  await signIn();
  await plantCallbacks();
});
test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
  await receiver.close();
});

async function signIn(): Promise<void> {
  const anonymous = createRestClient(product.url);
  const logIn = (password: string) =>
    anonymous.call("POST", "/api/v1/auth/login", { body: { login: "admin", password } });
  expect((await logIn(planted.wrongPassword)).status).toBe(401);
  const login = await logIn(planted.adminPassword);
  handedOut["session"] = String(login.body["token"]);
  const signedIn = createRestClient(product.url, handedOut["session"]);
  const made = await signedIn.call("POST", "/api/v1/auth/tokens", { body: { name: "planted" } });
  handedOut["apiToken"] = String(made.body["token"]);
  client = createRestClient(product.url, handedOut["apiToken"]);
}

/** One callback that is delivered, and one of each broker that can't be: refusals are where secrets tend to be told. */
async function plantCallbacks(): Promise<void> {
  await client.save({
    id: mockId,
    http: { route: "/planted", httpMethod: "POST" },
    webhooks: [
      {
        url: `${receiver.url}/planted`,
        headers: { Authorization: planted.callbackAuthorization, "X-Partner": planted.secretHeader },
        secretHeaders: ["X-Partner"],
        sign: {
          scheme: "standard-webhooks",
          secret: planted.signingSecret,
          previousSecret: planted.previousSigningSecret,
        },
        body: { hello: "world" },
      },
      {
        type: "kafka",
        kafkaBrokers: "127.0.0.1:1",
        kafkaTopic: "t",
        kafkaSaslMechanism: "plain",
        kafkaUsername: "u",
        kafkaPassword: planted.kafkaPassword,
        body: "x",
        retryCount: 0,
      },
      {
        type: "rabbitmq",
        rabbitURL: `amqp://u:${planted.rabbitPassword}@127.0.0.1:1/`,
        rabbitQueue: "q",
        body: "x",
        retryCount: 0,
      },
    ],
  });
  const headers = { authorization: planted.callerAuthorization, cookie: planted.callerCookie };
  const answer = await client.call("POST", "/stubs/sandbox/planted", { body: {}, headers });
  expect(answer.status).toBe(200);
  await client.call("POST", "/stubs/sandbox/nothing-here", { body: {}, headers });
  const deliveries = await client.awaitFinal({ mockId }, 3);
  expect(deliveries.map(({ state }) => state).toSorted()).toEqual(["delivered", "failed", "failed"]);
}

/** Names of the secrets that a text has, in the clear or in an encoding that hides them from nobody. */
function findIn(text: string): string[] {
  const lower = text.toLowerCase();
  return Object.entries({ ...planted, ...handedOut }).flatMap(([name, value]) => {
    const secret = value.replace(/^(Bearer |session=|whsec_)/, "");
    const spellings = [
      secret,
      Buffer.from(secret).toString("hex"),
      Buffer.from(secret).toString("base64").slice(0, -4),
    ];
    return spellings.some((spelling) => lower.includes(spelling.toLowerCase())) ? [name] : [];
  });
}

test("the receiver has them: they were real", () => {
  const [callback] = receiver.at("/planted");
  expect(callback?.headers["authorization"]).toBe(planted.callbackAuthorization);
  expect(callback?.headers["x-partner"]).toBe(planted.secretHeader);
  expect(findIn(JSON.stringify(callback?.headers))).toEqual(["callbackAuthorization", "secretHeader"]);
});

test("nothing that was printed has any of them", () => {
  expect(product.output()).toContain("delivery");
  expect(findIn(product.output())).toEqual([]);
});

test("nothing that can be read has any of them", async () => {
  const read = async (path: string): Promise<string> => {
    const { status, text } = await client.call("GET", path);
    expect([path, status]).toEqual([path, 200]);
    return text;
  };
  const deliveries = await client.listDeliveries({ mockId });
  const requestIds = new Set(deliveries.map(({ requestId }) => requestId));
  const paths = [
    `/api/v1/mocks/${mockId}`,
    "/api/v1/mocks",
    `/api/v1/mocks/${mockId}/versions`,
    `/api/v1/mocks/${mockId}/versions/1`,
    `/api/v1/mocks/${mockId}/logs`,
    "/api/v1/undefined-requests",
    "/api/v1/requests",
    "/api/v1/targets",
    ...deliveries.map(({ id }) => `/api/v1/deliveries/${id}`),
    ...[...requestIds].flatMap((id) => [`/api/v1/requests/${id}`, `/api/v1/requests/${id}/timeline`]),
  ];
  for (const path of paths) expect([path, findIn(await read(path))]).toEqual([path, []]);
});

test("a dump of the database has none of them", async () => {
  const database = await connectToEmbeddedDatabase(product.dataDir);
  try {
    const tables = await database.query<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
    );
    let dump = "";
    for (const { name } of tables.rows) {
      const { rows } = await database.query<{ row: string }>(`select t::text as row from ${name} t`);
      const text = rows.map(({ row }) => row).join("\n");
      expect([name, findIn(text)]).toEqual([name, []]);
      dump += text;
    }
    // Bytes are dumped in hexadecimal: what is no secret is found in it.
    expect(dump).toContain(Buffer.from('{"hello":"world"}').toString("hex"));
  } finally {
    await database.end();
  }
});
