import { createHmac, pbkdf2Sync } from "node:crypto";
import type { AuthenticationProviderArgs, Logger } from "kafkajs";
import { expect, test } from "vitest";
import { createScramLogin } from "./scram-login.ts";

/** Logs in to one who answers the first and the second message so; what came of it. */
async function logIn(answerFirst: (nonce: string) => string, answerFinal: (sent: string[]) => string): Promise<string> {
  const sent: string[] = [];
  const saslAuthenticate: AuthenticationProviderArgs["saslAuthenticate"] = async ({ request, response }) => {
    sent.push((await request.encode()).subarray(4).toString());
    const nonce = /r=([^,]+)/.exec(sent[0] ?? "")?.[1] ?? "";
    const answer = sent.length === 1 ? answerFirst(nonce) : answerFinal(sent);
    return response?.parse(await response.decode(Buffer.concat([Buffer.alloc(4), Buffer.from(answer)])));
  };
  const login = createScramLogin({ mechanism: "scram-sha-256", username: "a=b,c", password: "secret" });
  const connection = { host: "kafka", port: 9092, logger: {} as Logger, saslAuthenticate };
  const startedAt = performance.now();
  const outcome = await login
    .authenticationProvider(connection)
    .authenticate()
    .then(() => "logged in", String);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  expect(sent[0]).toMatch(/^n,,n=a=3Db=2Cc,r=/);
  return outcome;
}

const salt = Buffer.from("salt").toString("base64");
const never = (): string => {
  throw new Error("nothing more is to be sent");
};

test.each(["1", "4095", "100001", "2147483647", "many", ""])(
  "a broker that asks for %j rounds is refused before they are done",
  async (rounds) => {
    expect(await logIn((nonce) => `r=${nonce}x,s=${salt},i=${rounds}`, never)).toMatch(/rounds, not 4096 to 100000/);
  },
);

test("a nonce that is not ours is refused", async () => {
  expect(await logIn(() => `r=other,s=${salt},i=4096`, never)).toMatch(/nonce/);
  expect(await logIn(() => "nonsense", never)).toMatch(/nonce/);
});

test("a broker that can't prove that it knows the password is refused, one that can is not", async () => {
  const first = (nonce: string): string => `r=${nonce}x,s=${salt},i=4096`;
  expect(await logIn(first, () => "v=bm8=")).toMatch(/does not know the password/);
  expect(await logIn(first, () => "e=invalid-proof")).toMatch(/invalid-proof/);
  const prove = (sent: string[]): string => {
    const salted = pbkdf2Sync("secret", "salt", 4096, 32, "sha256");
    const [clientFirst = "", clientFinal = ""] = [sent[0]?.slice(3), sent[1]?.replace(/,p=.*/, "")];
    const nonce = /r=(.+)$/.exec(clientFirst)?.[1] ?? "";
    const key = createHmac("sha256", salted).update("Server Key").digest();
    const exchange = `${clientFirst},${first(nonce)},${clientFinal}`;
    return `v=${createHmac("sha256", key).update(exchange).digest("base64")}`;
  };
  expect(await logIn(first, prove)).toBe("logged in");
});
