import "@shopify/shopify-api/adapters/web-api";
import { verify as verifyGithub } from "@octokit/webhooks-methods";
import { shopifyApi } from "@shopify/shopify-api";
import { verifySlackRequest } from "@slack/bolt";
import type { Signing } from "@understudy/domain";
import { Webhook } from "standardwebhooks";
import { Stripe } from "stripe";
import { describe, expect, test } from "vitest";
import { signRequest } from "./sign-request.ts";

/** Every scheme, judged by the library that its provider publishes for receivers. */
interface Scheme {
  /** What of `sign` differs from scheme and secret. */
  more?: object;
  secret: string;
  otherSecret: string;
  /** Rejects when the provider's library refuses. */
  verify: (received: Received, secret: string) => unknown;
  /** Whether the library knows an old message by its time. */
  hasTime: boolean;
  /** Whether a message can be signed by two secrets. */
  isRotated: boolean;
}

interface Received {
  body: string;
  headers: Record<string, string>;
}

const shopify = (apiSecretKey: string) =>
  shopifyApi({
    ...{ apiKey: "key", apiSecretKey, apiVersion: "2026-07" as never, isEmbeddedApp: true, hostName: "a.example" },
    logger: { log: () => undefined },
  });

const standard: Omit<Scheme, "secret" | "otherSecret"> = {
  hasTime: true,
  isRotated: true,
  verify: ({ body, headers }, secret) => new Webhook(secret).verify(body, headers),
};
const standardSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const stripe: Scheme = {
  ...{ secret: "whsec_test_secret", otherSecret: "whsec_other", hasTime: true, isRotated: true },
  verify: ({ body, headers }, secret) =>
    new Stripe("sk_test_1").webhooks.constructEvent(body, headers["Stripe-Signature"] ?? "", secret),
};
const github: Scheme = {
  ...{ secret: "It's a Secret to Everybody", otherSecret: "another", hasTime: false, isRotated: false },
  verify: async ({ body, headers }, secret) => {
    if (!(await verifyGithub(secret, body, headers["X-Hub-Signature-256"] ?? ""))) throw new Error("refused");
  },
};
const slack: Scheme = {
  ...{ secret: "8f742231b10e8888abcd99yyyzzz85a5", otherSecret: "another", hasTime: true, isRotated: false },
  verify: ({ body, headers }, signingSecret) =>
    verifySlackRequest({
      ...{ signingSecret, body },
      headers: {
        "x-slack-signature": headers["X-Slack-Signature"] ?? "",
        "x-slack-request-timestamp": Number(headers["X-Slack-Request-Timestamp"]),
      },
    }),
};

const schemes: Record<string, Scheme> = {
  "standard-webhooks": { ...standard, secret: standardSecret, otherSecret: "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD" },
  "standard-webhooks, a secret without its prefix": {
    ...{ ...standard, secret: standardSecret.slice("whsec_".length), otherSecret: "C2FVsBQIhrscChlQIMV+b5sSYspob7oD" },
    more: { scheme: "standard-webhooks" },
  },
  stripe,
  github,
  slack,
  shopify: {
    ...{ secret: "hush", otherSecret: "another", hasTime: false, isRotated: false },
    async verify({ body, headers }, secret) {
      const names = { "x-shopify-topic": "orders/create", "x-shopify-shop-domain": "a.example" };
      const rawRequest = new Request("https://a.example/hook", {
        method: "POST",
        headers: { ...headers, ...names, "x-shopify-api-version": "2026-07", "x-shopify-webhook-id": "1" },
      });
      const { valid } = await shopify(secret).webhooks.validate({ rawBody: body, rawRequest });
      if (!valid) throw new Error("refused");
    },
  },
  "custom-hmac as GitHub's": {
    ...github,
    more: { scheme: "custom-hmac", header: "X-Hub-Signature-256", prefix: "sha256=" },
  },
  "custom-hmac as Slack's": {
    ...slack,
    more: {
      ...{ scheme: "custom-hmac", header: "X-Slack-Signature", prefix: "v0=", content: "v0:{timestamp}:{body}" },
      timestampHeader: "X-Slack-Request-Timestamp",
    },
  },
  "custom-hmac as Standard Webhooks'": {
    ...{ ...standard, secret: standardSecret.slice("whsec_".length), otherSecret: "C2FVsBQIhrscChlQIMV+b5sSYspob7oD" },
    more: {
      ...{ scheme: "custom-hmac", header: "webhook-signature", prefix: "v1,", separator: " ", encoding: "base64" },
      ...{ content: "{id}.{timestamp}.{body}", secretEncoding: "base64", timestampHeader: "webhook-timestamp" },
    },
  },
};

const id = "0199d1e0-0000-7000-8000-000000000001";
const bodies = ['{"event":"payment.succeeded","amount":2500}', '{"name":"Grüße 👋"}', " { }\n"];

function send(signing: object, body = bodies[0] ?? "", now = new Date()): Received {
  const request = { id, now, method: "POST", url: "https://a.example/hook", body: Buffer.from(body) };
  return { body, headers: { "webhook-id": id, ...Object.fromEntries(signRequest(signing as Signing, request)) } };
}

/** Whether the provider's library takes it. */
async function accepts({ verify }: Scheme, received: Received, secret: string): Promise<boolean> {
  try {
    await verify(received, secret);
    return true;
  } catch {
    return false;
  }
}

describe.each(Object.entries(schemes))("%s", (name, scheme) => {
  const { secret, otherSecret } = scheme;
  const signing = { scheme: name, secret, ...scheme.more };

  test.each(bodies)("%j is accepted", async (body) => {
    await scheme.verify(send(signing, body), secret);
  });

  test("another body, another secret and a corrupt signature are refused", async () => {
    const sent = send(signing);
    expect(await accepts(scheme, { ...sent, body: sent.body.replace("2500", "9500") }, secret)).toBe(false);
    expect(await accepts(scheme, { ...sent, body: `${sent.body} ` }, secret)).toBe(false);
    expect(await accepts(scheme, sent, otherSecret)).toBe(false);
    expect(await accepts(scheme, send({ ...signing, corrupt: true }), secret)).toBe(false);
  });

  test("a corrupt signature differs from the right one in nothing but itself", () => {
    const now = new Date();
    const right = send(signing, "{}", now).headers;
    const wrong = send({ ...signing, corrupt: true }, "{}", now).headers;
    expect(Object.keys(wrong)).toEqual(Object.keys(right));
    expect(Object.values(wrong).map(({ length }) => length)).toEqual(Object.values(right).map(({ length }) => length));
  });

  if (scheme.hasTime)
    test("an old message is refused, and so is one whose time was changed", async () => {
      const tooOld = new Date(Date.now() - 11 * 60_000);
      expect(await accepts(scheme, send(signing, undefined, tooOld), secret)).toBe(false);
      const old = send(signing, undefined, tooOld);
      const seconds = (time: number) => String(Math.floor(time / 1000));
      const renewed = Object.entries(old.headers).map(([header, value]) => {
        return [header, value.replaceAll(seconds(tooOld.getTime()), seconds(Date.now()))] as const;
      });
      expect(await accepts(scheme, { ...old, headers: Object.fromEntries(renewed) }, secret)).toBe(false);
    });

  if (scheme.isRotated)
    test("during a rotation a receiver may have either secret, and no third", async () => {
      const sent = send({ ...signing, previousSecret: otherSecret });
      await scheme.verify(sent, secret);
      await scheme.verify(sent, otherSecret);
      expect(await accepts(scheme, sent, Buffer.from("none of the two, long").toString("base64"))).toBe(false);
      const wrong = send({ ...signing, previousSecret: otherSecret, corrupt: true });
      expect([await accepts(scheme, wrong, secret), await accepts(scheme, wrong, otherSecret)]).toEqual([false, false]);
    });
  else
    test("a previous secret changes nothing: there is room for one signature", async () => {
      const sent = send({ ...signing, previousSecret: otherSecret });
      await scheme.verify(sent, secret);
      expect(await accepts(scheme, sent, otherSecret)).toBe(false);
    });
});
