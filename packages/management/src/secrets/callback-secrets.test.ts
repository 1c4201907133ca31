import { randomBytes } from "node:crypto";
import { MockInputSchema, secretMask } from "@understudy/domain";
import { describe, expect, it } from "vitest";
import { maskSecrets, sealSecrets } from "./callback-secrets.ts";
import { createSealing } from "../../../runtime/src/index.ts";

const sealing = createSealing(randomBytes(32));
const define = (...webhooks: object[]) => MockInputSchema.parse({ http: { route: "/x" }, webhooks });
const kafka = { type: "kafka", kafkaBrokers: "k:9092", kafkaTopic: "t", kafkaUsername: "u", kafkaPassword: "hunter2" };
const rabbit = { type: "rabbitmq", rabbitURL: "amqp://guest:s3cr3t@mq:5672/v", rabbitQueue: "q" };
const http = {
  url: "http://app/x",
  headers: { authorization: "Bearer abc", "X-Own": "own", "X-Open": "open" },
  secretHeaders: ["x-own"],
};

describe("secrets of callbacks", () => {
  const { definition: stored } = sealSecrets(define(kafka, rabbit, http), { previous: null, sealing });

  it("are stored sealed and shown masked, nothing else is touched", () => {
    for (const secret of ["hunter2", "s3cr3t", "Bearer abc", '"own"'])
      expect(JSON.stringify(stored)).not.toContain(secret);
    expect(maskSecrets(stored).webhooks).toEqual([
      { ...kafka, kafkaPassword: secretMask },
      { ...rabbit, rabbitURL: `amqp://guest:${secretMask}@mq:5672/v` },
      { ...http, headers: { authorization: secretMask, "X-Own": secretMask, "X-Open": "open" } },
    ]);
  });

  it("can be opened with the key, and with no other", () => {
    const sealed = stored.webhooks?.[0]?.kafkaPassword ?? "";
    expect(sealing.open(sealed)).toBe("hunter2");
    expect(() => createSealing(randomBytes(32)).open(sealed)).toThrow();
    expect(() => sealing.open(`${sealed.slice(0, -2)}AA`)).toThrow();
  });

  it("stay when the mask is written back for the same destination, wherever in the list", () => {
    const masked = maskSecrets(stored);
    const { definition: again, problems } = sealSecrets(
      { ...masked, webhooks: [...(masked.webhooks ?? [])].reverse() },
      { previous: stored, sealing },
    );
    expect(problems).toEqual([]);
    expect([...(again.webhooks ?? [])].reverse()).toEqual(stored.webhooks);
  });

  it.each([
    [
      "other brokers",
      { ...kafka, kafkaPassword: secretMask, kafkaBrokers: "evil:9092" },
      "$.webhooks[0].kafkaPassword",
    ],
    ["other user", { ...kafka, kafkaPassword: secretMask, kafkaUsername: "root" }, "$.webhooks[0].kafkaPassword"],
    ["TLS switched", { ...kafka, kafkaPassword: secretMask, kafkaUseTLS: true }, "$.webhooks[0].kafkaPassword"],
    ["other host", { ...rabbit, rabbitURL: `amqp://guest:${secretMask}@evil:5672/v` }, "$.webhooks[0].rabbitURL"],
    ["other vhost", { ...rabbit, rabbitURL: `amqp://guest:${secretMask}@mq:5672/w` }, "$.webhooks[0].rabbitURL"],
    [
      "other origin",
      { ...http, url: "http://evil/x", headers: { Authorization: secretMask } },
      "$.webhooks[0].headers.Authorization",
    ],
    ["another header", { ...http, headers: { Cookie: secretMask } }, "$.webhooks[0].headers.Cookie"],
  ])("are refused for a mask with %s", (_name, callback, path) => {
    const { problems } = sealSecrets(define(callback), { previous: stored, sealing });
    expect(problems.map((problem) => problem.path)).toEqual([path]);
  });
});
