import { createHmac } from "node:crypto";
import { type Signing, signatureHeadersOf } from "@understudy/domain";
import { expect, test } from "vitest";
import { type SignedRequest, signRequest } from "./sign-request.ts";

const request: SignedRequest = {
  id: "delivery-1",
  now: new Date(1_795_000_000_789),
  method: "PUT",
  url: "https://a.example:8443/hooks/a%20b?x=1&y=%7B#top",
  body: Buffer.from([0x7b, 0xff, 0x00, 0x7d]),
};
const custom = { scheme: "custom-hmac", secret: "00ff", header: "X-Sig" } as const;
const sign = (more: Partial<Signing & object>) =>
  Object.fromEntries(signRequest({ ...custom, ...more } as Signing, request));

test.each<[options: object, key: string | Buffer, algorithm: string, content: (string | Buffer)[]]>([
  [{}, "00ff", "sha256", [Buffer.from(request.body)]],
  [{ algorithm: "sha1" }, "00ff", "sha1", [Buffer.from(request.body)]],
  [{ algorithm: "sha384" }, "00ff", "sha384", [Buffer.from(request.body)]],
  [{ algorithm: "sha512", secretEncoding: "hex" }, Buffer.from([0, 255]), "sha512", [Buffer.from(request.body)]],
  [{ secretEncoding: "base64" }, Buffer.from("00ff", "base64"), "sha256", [Buffer.from(request.body)]],
  [
    { content: "{method}\n{path}\n{timestamp}{body}{id}{body}" },
    "00ff",
    "sha256",
    ["PUT\n/hooks/a%20b?x=1&y=%7B\n1795000000", Buffer.from(request.body), "delivery-1", Buffer.from(request.body)],
  ],
  [
    { content: "{url}|{timestamp}|{body}", timestampUnit: "milliseconds" },
    "00ff",
    "sha256",
    [`${request.url}|1795000000789|`, Buffer.from(request.body)],
  ],
])("custom-hmac with %j is over the bytes that are sent", (options, key, algorithm, content) => {
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
