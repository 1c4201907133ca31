import { describe, expect, it } from "vitest";
import { addUpLimits, daysLeftOf, parseLicencePublicKey, unlimited } from "./licence.ts";
import { SettingsSchema } from "./settings.ts";

const bytes = "FYxu3yOvsPrnpa36rX+wfCnW68X4i8i4idXKDll5L5k=";
const der = `MCowBQYDK2VwAyEA${bytes}`;

describe("the issuer's public key", () => {
  it.each([
    ["the bytes", bytes],
    ["the bytes, URL-safe and without padding", bytes.replace("+", "-").replace("=", "")],
    ["DER", der],
    ["PEM", `-----BEGIN PUBLIC KEY-----\n${der}\n-----END PUBLIC KEY-----\n`],
    ["PEM on one line", `-----BEGIN PUBLIC KEY-----\\n${der}\\n-----END PUBLIC KEY-----\\n`],
  ])("is read from %s", (_, text) => {
    expect(parseLicencePublicKey(text)).toBe(bytes);
    expect(SettingsSchema.parse({ LICENSE_PUBLIC_KEY: text }).LICENSE_PUBLIC_KEY).toBe(bytes);
  });

  it.each(["x", "öffentlich", der.slice(4), `MCowBQYDK2VuAyEA${bytes}`, der + der])("is not %s", (text) => {
    const { error } = SettingsSchema.safeParse({ LICENSE_PUBLIC_KEY: text });
    expect(error?.issues.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^must be an Ed25519 public key as PEM or base64/),
    ]);
  });
});

it("several licences add up, each limit by itself; one without a limit lifts it", () => {
  expect(addUpLimits([])).toBeNull();
  const one = { users: 1, namespaces: 2, mocks: 3, deliveriesPerDay: null };
  const other = { users: 10, namespaces: null, mocks: 0, deliveriesPerDay: 7 };
  expect(addUpLimits([{ limits: one }])).toEqual(one);
  expect(addUpLimits([{ limits: one }, { limits: other }])).toEqual({
    ...{ users: 11, namespaces: null, mocks: 3, deliveriesPerDay: null },
  });
  expect(addUpLimits([{ limits: one }, { limits: unlimited }, { limits: one }])).toEqual(unlimited);
});

it("a licence has as many days left as have not ended", () => {
  const now = new Date("2030-01-01T12:00:00Z");
  const left = (text: string) => daysLeftOf({ expiresAt: new Date(text) }, now);
  expect([left("2030-01-01T12:00:01Z"), left("2030-01-03T12:00:00Z"), left("2029-12-31T00:00:00Z")]).toEqual([1, 2, 0]);
});
