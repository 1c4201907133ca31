import { createHmac } from "node:crypto";
import { type Signing, signatureHeadersOf } from "@understudy/domain";
import { expect, test } from "vitest";
import { signRequest } from "./sign-request.ts";
import type { SignedRequest } from "./signed-request.ts";

const request: SignedRequest = {
  id: "delivery-1",
  now: new Date(1_795_000_000_789),
  method: "PUT",
  url: "https://a.example:8443/hooks/a%20b?x=1&y=%7B#top",
  body: Buffer.from([0x7b, 0xff, 0x00, 0x7d]),
};
const custom = { scheme: "custom-hmac", secret: "00ff", header: "X-Sig" } as const;
const sign = (more: object) => Object.fromEntries(signRequest({ ...custom, ...more }, request));

interface Case {
  options: object;
  key?: string | Buffer;
  algorithm?: string;
  /** What is signed. */
  content?: (string | Uint8Array)[];
}
const { body } = request;

test.each<Case>([
  { options: {} },
  { options: { algorithm: "sha1" }, algorithm: "sha1" },
  { options: { algorithm: "sha384" }, algorithm: "sha384" },
  { options: { algorithm: "sha512", secretEncoding: "hex" }, algorithm: "sha512", key: Buffer.from([0, 255]) },
  { options: { secretEncoding: "base64" }, key: Buffer.from("00ff", "base64") },
  {
    options: { content: "{method}\n{path}\n{timestamp}{body}{id}{body}" },
    content: ["PUT\n/hooks/a%20b?x=1&y=%7B\n1795000000", body, "delivery-1", body],
  },
  {
    options: { content: "{url}|{timestamp}|{body}", timestampUnit: "milliseconds" },
    content: [`${request.url}|1795000000789|`, body],
  },
])("custom-hmac with $options is over the bytes that are sent", (given) => {
  const { options, key = "00ff", algorithm = "sha256", content = [body] } = given;
  const expected = createHmac(algorithm, key).update(Buffer.concat(content.map((part) => Buffer.from(part))));
  expect(sign(options)).toEqual({ "X-Sig": expected.digest("hex") });
});

test("custom-hmac: encodings, prefix, separator and the header of the time", () => {
  const plain = Buffer.from(sign({})["X-Sig"] ?? "", "hex");
  const other = Buffer.from(sign({ secret: "other" })["X-Sig"] ?? "", "hex");
  expect(sign({ encoding: "base64", prefix: "v9=" })).toEqual({ "X-Sig": `v9=${plain.toString("base64")}` });
  expect(sign({ encoding: "base64url" })).toEqual({ "X-Sig": plain.toString("base64url") });
  const rotated = { previousSecret: "other", prefix: "a=", separator: "; " };
  expect(sign(rotated)).toEqual({ "X-Sig": `a=${plain.toString("hex")}; a=${other.toString("hex")}` });
  expect(sign({ previousSecret: "other" })).toEqual({ "X-Sig": plain.toString("hex") });
  const timed = { timestampHeader: "X-Time", timestampUnit: "milliseconds" } as const;
  expect(sign(timed)).toMatchObject({ "X-Time": "1795000000789" });
  expect(sign({ timestampHeader: "X-Time" })).toMatchObject({ "X-Time": "1795000000" });
});

test.each<Signing>([
  { scheme: "standard-webhooks", secret: "whsec_AAAA" },
  { scheme: "stripe", secret: "a" },
  { scheme: "github", secret: "a" },
  { scheme: "slack", secret: "a" },
  { scheme: "shopify", secret: "a" },
  { ...custom, timestampHeader: "X-Time" },
  custom,
])("$scheme sets the headers that it is said to set", (signing) => {
  expect(signRequest(signing, request).map(([name]) => name)).toEqual(signatureHeadersOf(signing));
});

test("the same attempt is signed alike, a later one anew where the scheme has a time", () => {
  const signing: Signing = { scheme: "stripe", secret: "a" };
  const later = { ...request, now: new Date(request.now.getTime() + 1000) };
  expect(signRequest(signing, request)).toEqual(signRequest(signing, { ...request }));
  expect(signRequest(signing, later)).not.toEqual(signRequest(signing, request));
});
