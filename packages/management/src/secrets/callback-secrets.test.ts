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

const sign = { scheme: "stripe", secret: "whsec_new", previousSecret: "whsec_old" };
const signed = { url: "http://signed/x", sign };

describe("secrets of callbacks", () => {
  const { definition: stored } = sealSecrets(define(kafka, rabbit, http, signed), { previous: null, sealing });

  it("are stored sealed and shown masked, nothing else is touched", () => {
    for (const secret of ["hunter2", "s3cr3t", "Bearer abc", '"own"', "whsec_new", "whsec_old"])
      expect(JSON.stringify(stored)).not.toContain(secret);
    expect(maskSecrets(stored).webhooks).toEqual([
      { ...kafka, kafkaPassword: secretMask },
      { ...rabbit, rabbitURL: `amqp://guest:${secretMask}@mq:5672/v` },
      { ...http, headers: { authorization: secretMask, "X-Own": secretMask, "X-Open": "open" } },
      { ...signed, sign: { ...sign, secret: secretMask, previousSecret: secretMask } },
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
    [
      "a signature for another origin",
      { url: "http://evil/x", sign: { scheme: "stripe", secret: secretMask } },
      "$.webhooks[0].sign.secret",
    ],
    [
      "a signature whose key has another form",
      { url: "http://signed/x", sign: { scheme: "standard-webhooks", secret: secretMask } },
      "$.webhooks[0].sign.secret",
    ],
    ["another header", { ...http, headers: { Cookie: secretMask } }, "$.webhooks[0].headers.Cookie"],
  ])("are refused for a mask with %s", (_name, callback, path) => {
    const { problems } = sealSecrets(define(callback), { previous: stored, sealing });
    expect(problems.map((problem) => problem.path)).toEqual([path]);
  });

  it("of one host are kept apart by their address, and at one address by their place", () => {
    const at = (path: string, secret: string) => ({ url: `http://app/${path}`, sign: { scheme: "github", secret } });
    const given = define(at("a", "1"), at("b", "2"), at("b", "3"));
    const before = sealSecrets(given, { previous: null, sealing }).definition;
    const open = (definition: typeof before) =>
      definition.webhooks?.map(({ sign: found }) => sealing.open(found?.secret ?? ""));
    const keep = (...webhooks: object[]) =>
      open(sealSecrets(define(...webhooks), { previous: before, sealing }).definition);
    expect(keep(at("a", secretMask), at("b", secretMask), at("b", secretMask))).toEqual(["1", "2", "3"]);
    expect(keep(at("b", secretMask), at("a", secretMask))).toEqual(["2", "1"]);
    // The path may change, the origin may not (contract, Decided 7).
    expect(keep(at("c", secretMask))).toEqual(["1"]);
  });
});
