import { describe, expect, it, test } from "vitest";
import { createHttpMessage } from "./http-message.ts";
import { findIgnoredParts } from "./ignored-parts.ts";
import { decodeMessage, encodeMessage, openMessage } from "./message.ts";
import { MockInputSchema } from "./mock.ts";
import { secretMask } from "./secret-mask.ts";
import { sealSignature, type Signing } from "./signature.ts";
import { findUnknownKeys } from "./unknown-keys.ts";

const define = (...webhooks: object[]) => ({ http: { route: "/x" }, webhooks });
const problemsOf = (...webhooks: object[]) =>
  MockInputSchema.safeParse(define(...webhooks)).error?.issues.map(
    ({ path, message }) => `${path.slice(2).join(".")}: ${message}`,
  ) ?? [];
const http = (sign: unknown, more: object = {}) => ({ url: "http://a.example/", ...more, sign });
const custom = { scheme: "custom-hmac", secret: "s", header: "X-Sig" };

describe("a sign", () => {
  it.each<[name: string, sign: object]>([
    ["standard-webhooks", { scheme: "standard-webhooks", secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" }],
    ["a bare base64", { scheme: "standard-webhooks", secret: "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" }],
    ["a mask, which stands for the stored one", { scheme: "standard-webhooks", secret: secretMask }],
    ["stripe", { scheme: "stripe", secret: "whsec_any", previousSecret: "whsec_old", corrupt: true }],
    ["github", { scheme: "github", secret: "any text, 100 %" }],
    ["slack", { scheme: "slack", secret: "a" }],
    ["shopify", { scheme: "shopify", secret: "a" }],
    ["custom-hmac", custom],
    [
      "custom-hmac with everything",
      {
        ...{ ...custom, algorithm: "sha512", encoding: "base64url", prefix: "v1=", content: "{id}.{timestamp}.{body}" },
        ...{ secret: "00ff", secretEncoding: "hex", timestampHeader: "X-Time", timestampUnit: "milliseconds" },
        ...{ separator: ",", previousSecret: "00aa" },
      },
    ],
  ])("is kept as it was sent: %s", (_name, sign) => {
    expect(MockInputSchema.parse(define(http(sign))).webhooks).toEqual([http(sign)]);
  });

  it.each<[sign: unknown, problem: string]>([
    [
      { scheme: "svix", secret: "a" },
      "sign.scheme: must be one of standard-webhooks, stripe, github, slack, shopify, custom-hmac",
    ],
    [{ secret: "a" }, "sign.scheme: must be one of standard-webhooks, stripe, github, slack, shopify, custom-hmac"],
    [{ scheme: "stripe" }, "sign.secret: must be a text: what the receiver verifies signatures with"],
    [{ scheme: "stripe", secret: "" }, "sign.secret: must not be empty"],
    [{ scheme: "stripe", secret: "a".repeat(1001) }, "sign.secret: must be at most 1000 characters"],
    [
      { scheme: "standard-webhooks", secret: "whsec_not base64" },
      "sign.secret: must be base64, with or without whsec_ before it, such as whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    ],
    [
      { scheme: "standard-webhooks", secret: "AAAA", previousSecret: "whsec_" },
      "sign.previousSecret: must be base64, with or without whsec_ before it, such as whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    ],
    [{ scheme: "custom-hmac", secret: "a" }, "sign.header: must be the name of a header"],
    [{ ...custom, header: "a b" }, "sign.header: must be the name of a header, such as X-Signature"],
    [{ ...custom, header: "X\r\nY" }, "sign.header: must be the name of a header, such as X-Signature"],
    [
      { ...custom, header: "Webhook-Id" },
      "sign.header: must be none of content-type, content-length, host, webhook-id, understudy-hops",
    ],
    [{ ...custom, algorithm: "md5" }, "sign.algorithm: must be one of sha1, sha256, sha384, sha512"],
    [{ ...custom, encoding: "octal" }, "sign.encoding: must be one of hex, base64, base64url"],
    [{ ...custom, prefix: "ä=" }, "sign.prefix: must be visible ASCII characters"],
    [
      { ...custom, content: "{time}.{body}" },
      "sign.content: may have the placeholders {id}, {timestamp}, {method}, {url}, {path}, {body} and no others",
    ],
    [{ ...custom, content: "{id}" }, "sign.content: must have the placeholder {body}, else nothing protects it"],
    [
      { ...custom, secretEncoding: "hex", secret: "0ff" },
      "sign.secret: must be pairs of hexadecimal digits, as secretEncoding says",
    ],
    [{ ...custom, secretEncoding: "base64", secret: "*" }, "sign.secret: must be base64, as secretEncoding says"],
    [
      { ...custom, timestampHeader: "x-sig" },
      "sign.timestampHeader: must be another header than that of the signature",
    ],
  ])("is refused with its path and what is allowed: %j", (sign, problem) => {
    expect(problemsOf(http(sign))).toEqual([problem]);
  });

  it("is for HTTP callbacks only", () => {
    const sign = { scheme: "github", secret: "a" };
    expect(
      problemsOf(
        { type: "kafka", kafkaBrokers: "k", kafkaTopic: "t", sign },
        { type: "rabbitmq", rabbitURL: "amqp://m", rabbitQueue: "q", sign },
      ),
    ).toEqual([
      "sign: is for HTTP callbacks: a kafka message carries no signature",
      "sign: is for HTTP callbacks: a rabbitmq message carries no signature",
    ]);
  });

  it("warns of keys that it does not know, by its scheme", () => {
    const body = define(http({ ...custom, Prefix: "a" }), http({ scheme: "github", secret: "a", header: "X-Sig" }));
    expect([...findUnknownKeys(MockInputSchema, body)]).toEqual([
      { path: "$.webhooks[0].sign.Prefix", message: "unknown key, ignored; did you mean prefix?" },
      { path: "$.webhooks[1].sign.header", message: "unknown key, ignored" },
    ]);
  });

  it("warns of headers that it replaces and of a previous secret that can't sign", () => {
    const previous = { secret: "a", previousSecret: "b" };
    const webhooks = [
      http({ scheme: "stripe", ...previous }, { headers: { "stripe-signature": "t=1,v1=test", "X-A": "b" } }),
      http({ scheme: "slack", ...previous }),
      http({ ...custom, ...previous }),
      http({ ...custom, ...previous, separator: " " }),
    ];
    expect(findIgnoredParts(MockInputSchema.parse(define(...webhooks)))).toEqual([
      {
        path: "$.webhooks[0].headers.stripe-signature",
        message: "is not sent: the signature (stripe) sets this header",
      },
      {
        path: "$.webhooks[1].sign.previousSecret",
        message: "is ignored: a message has one signature (slack), and secret makes it",
      },
      {
        path: "$.webhooks[2].sign.previousSecret",
        message:
          "is ignored: a message has one signature (custom-hmac), and secret makes it; with a separator there are two",
      },
    ]);
  });
});

test("a message keeps its secrets sealed, and is opened for sending", () => {
  const sealing = { seal: (text: string) => `sealed(${text})`, open: (text: string) => text.slice(7, -1) };
  const signing: Signing = { scheme: "stripe", secret: "whsec_a", previousSecret: "whsec_b" };
  const signature = sealSignature(signing, sealing);
  const { message } = createHttpMessage({ url: "http://a.example/", hops: 1, signature });
  const stored = encodeMessage(message);
  expect(stored).toContain('"secret":"sealed(whsec_a)","previousSecret":"sealed(whsec_b)"');
  const opened = openMessage(decodeMessage(stored), sealing);
  expect(opened).toMatchObject({ signature: { signing, areSecretsSealed: false } });
  expect(openMessage(opened, sealing)).toEqual(opened);
});
