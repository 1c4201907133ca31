import { describe, expect, it } from "vitest";
import { createIssuer } from "../../../test/licences.ts";
import { readLicenceKey } from "./licence-key.ts";

const issuer = createIssuer();
const key = issuer.issue({ id: "acme-1", type: "enterprise", limits: { mocks: 5 }, features: ["ai"] });
const problemOf = (text: string, publicKey = issuer.publicKey): string => {
  const read = readLicenceKey(text, publicKey);
  return "problem" in read ? read.problem : "";
};

/** The key with its terms said otherwise, and the signature as it was. */
function retell(change: (terms: Record<string, unknown>) => void): string {
  const [name = "", version = "", payload = "", signature = ""] = key.split(".");
  const terms = JSON.parse(Buffer.from(payload, "base64url").toString()) as Record<string, unknown>;
  change(terms);
  return [name, version, Buffer.from(JSON.stringify(terms)).toString("base64url"), signature].join(".");
}

describe("a licence's key", () => {
  it("says what its issuer signed, however it was pasted", () => {
    const lines = key.replace(/.{40}/g, "$&\r\n  ");
    for (const text of [key, ` ${lines}\n`]) {
      expect(readLicenceKey(text, issuer.publicKey)).toEqual({
        terms: {
          ...{ version: 1, id: "acme-1", type: "enterprise", licensee: "Acme", features: ["ai"] },
          ...{ issuedAt: expect.any(Date) as Date, expiresAt: expect.any(Date) as Date },
          limits: { users: null, namespaces: null, mocks: 5, deliveriesPerDay: null },
        },
      });
    }
  });

  it("is refused when any bit of its terms or of its signature is another one", () => {
    expect(problemOf(retell((terms) => (terms["limits"] = {})))).toMatch(/wrong signature/);
    expect(problemOf(retell(() => undefined))).toBe("");
    const at = key.lastIndexOf(".") + 1;
    expect(problemOf(key.slice(0, at) + (key[at] === "A" ? "B" : "A") + key.slice(at + 1))).toMatch(/wrong signature/);
    expect(problemOf(`${key.slice(0, at)}AAAA`)).toMatch(/wrong signature/);
  });

  it("of another issuer is refused", () => {
    expect(problemOf(key, createIssuer().publicKey)).toMatch(/wrong signature.*LICENSE_PUBLIC_KEY/);
  });

  it.each(["", "x", "understudy-license.v2.e30.AAAA", `${key}.more`, key.replaceAll(".", "-")])(
    "is told from what is none: %s",
    (text) => {
      expect(problemOf(text)).toMatch(/^is not a license key/);
    },
  );

  it.each(["", "null", "{}", '{"version":2}'])("that is signed but not understood is no licence: %s", (payload) => {
    // An empty part is not even a key.
    expect(problemOf(issuer.signAnything(payload))).toMatch(payload === "" ? /^is not a/ : /does not understand/);
  });

  it("with a limit below nothing is no licence", () => {
    expect(problemOf(issuer.issue({ limits: { mocks: -1 } }))).toMatch(/does not understand/);
  });
});
