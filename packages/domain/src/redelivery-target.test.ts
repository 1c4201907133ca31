import { describe, expect, it } from "vitest";
import type { Message } from "./message.ts";
import { redirectMessage, type RedeliveryTarget, RedeliveryTargetSchema } from "./redelivery-target.ts";
import type { Sealing } from "./sealing.ts";

const sealing: Sealing = { seal: (text) => `sealed:${text}`, open: (text) => text.slice("sealed:".length) };

const content = {
  version: 1,
  headers: [
    ["Authorization", "sealed:Bearer secret"],
    ["X-Own", "sealed:secret"],
    ["X-Open", "seen"],
  ],
  sealedHeaders: ["authorization", "x-own"],
  hops: 2,
} satisfies Partial<Message>;
const login = { username: "old", password: "sealed:secret", isPasswordSealed: true };

const messages = {
  http: { kind: "http", ...content, method: "PUT", url: "http://old/?token=secret" },
  kafka: {
    ...{ kind: "kafka", ...content, brokers: ["old:9092"], topic: "orders", key: "7", isTls: true },
    login: { ...login, mechanism: "plain" },
  },
  rabbitmq: {
    ...{ kind: "rabbitmq", ...content, isTls: false, hostname: "old", port: 5672, virtualHost: "/", login },
    ...{ exchange: "events", routingKey: "paid", contentType: "application/json", isMandatory: true },
  },
} satisfies Record<Message["kind"], Message>;

const kept = { version: 1, headers: [["X-Open", "seen"]], sealedHeaders: [], hops: 2 };

describe("a message for another target", () => {
  it.each<[kind: Message["kind"], target: RedeliveryTarget, expected: object]>([
    ["http", { url: "https://new/hook" }, { kind: "http", method: "PUT", url: "https://new/hook" }],
    [
      "kafka",
      { kafkaBrokers: "new" },
      { kind: "kafka", brokers: ["new:9092"], topic: "orders", key: "7", isTls: true, login: null },
    ],
    ["kafka", { kafkaBrokers: "new:1", kafkaTopic: "copies" }, { brokers: ["new:1"], topic: "copies" }],
    [
      "rabbitmq",
      { rabbitURL: "amqps://me:mine@new/v", rabbitExchange: "", rabbitRoutingKey: "q" },
      {
        ...{
          kind: "rabbitmq",
          isTls: true,
          hostname: "new",
          port: 5671,
          virtualHost: "v",
          exchange: "",
          routingKey: "q",
        },
        login: { username: "me", password: "sealed:mine", isPasswordSealed: true },
        ...{ contentType: "application/json", isMandatory: true },
      },
    ],
    ["rabbitmq", { rabbitURL: "amqp://new" }, { exchange: "events", routingKey: "paid" }],
  ])("of the type %s to %j keeps nothing secret", (kind, target, expected) => {
    // Neither the signature nor a field of a later version goes along.
    const more = { signature: { secret: "secret" }, later: "secret" };
    const redirected = redirectMessage({ ...messages[kind], ...more } as unknown as Message, target, sealing);
    expect(redirected).toEqual({ message: expect.objectContaining({ ...kept, ...expected }) as unknown });
    expect(JSON.stringify(redirected)).not.toContain("secret");
    expect(JSON.stringify(redirected)).not.toContain("old");
  });

  it.each<[kind: Message["kind"], target: RedeliveryTarget, problem: [path: string, says: RegExp]]>([
    ["http", { url: "ftp://new/" }, ["$.url", /http or https/]],
    ["http", { url: "new" }, ["$.url", /http or https/]],
    ["http", { kafkaBrokers: "new" }, ["$.kafkaBrokers", /type http: name url/]],
    ["kafka", { kafkaTopic: "copies" }, ["$.kafkaBrokers", /host:port/]],
    ["kafka", { kafkaBrokers: "a b" }, ["$.kafkaBrokers", /host:port/]],
    ["kafka", { url: "http://new/" }, ["$.url", /name kafkaBrokers, kafkaTopic/]],
    ["rabbitmq", { rabbitURL: "http://new/" }, ["$.rabbitURL", /amqp:/]],
  ])("of the type %s is refused with the path for %j", (kind, target, [path, says]) => {
    const refused = redirectMessage(messages[kind], target, sealing);
    expect(refused).toEqual({ problems: [{ path, message: expect.stringMatching(says) as string }] });
  });

  it.each([[{ URL: "http://new/" }], [{ kafkaTopic: "no topic" }], [{ rabbitRoutingKey: "ü".repeat(128) }]])(
    "is not read from %j",
    (body) => {
      expect(RedeliveryTargetSchema.safeParse(body).success).toBe(false);
    },
  );
});
