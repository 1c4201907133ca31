import { expect, test } from "@playwright/test";
import { TOTP } from "otpauth";
import { fullMode } from "./dashboard-steps.ts";
import { type Product, startProduct } from "./product.ts";
import { type Answer, createRestClient, type RestClient } from "./rest-client.ts";

const password = fullMode.FIRST_ADMIN_PASSWORD;
const own = "/api/v1/me/second-factor";

let product: Product;
let anybody: RestClient;
test.beforeAll(async () => {
  product = await startProduct({ env: fullMode });
  anybody = createRestClient(product.url);
});
test.afterAll(() => product.stop());

const login = () => anybody.call("POST", "/api/v1/auth/login", { body: { login: "admin", password } });
const verify = (body: object) => anybody.call("POST", "/api/v1/auth/2fa/verify", { body });
const text = ({ body }: Answer, key: string) => String(body[key]);
const codeOf = (secret: string, steps: number) =>
  new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });

/** The admin's second factor, confirmed with the code before the present one. */
async function enrol(): Promise<{ admin: RestClient; userId: string; secret: string; recoveryCodes: string[] }> {
  const signedIn = await login();
  const admin = createRestClient(product.url, text(signedIn, "token"));
  const { id } = signedIn.body["user"] as { id: string };
  const secret = text(await admin.call("POST", own), "secret");
  const confirmed = await admin.call("POST", `${own}/confirm`, { body: { code: codeOf(secret, -1) } });
  expect(confirmed.status).toBe(200);
  return { admin, userId: id, secret, recoveryCodes: confirmed.body["recovery_codes"] as string[] };
}

test("a login with a second factor is completed by a code or a recovery code, once each", async () => {
  const { admin, secret, recoveryCodes, userId } = await enrol();
  expect((await admin.call("GET", own)).body).toMatchObject({ enabled: true, recovery_codes_left: 10 });
  const first = await login();
  expect(first.body).toMatchObject({ requires_2fa: true, methods: ["totp", "recovery_code"] });
  expect(first.body).not.toHaveProperty("token");
  const tfa_token = text(first, "tfa_token");
  expect((await createRestClient(product.url, tfa_token).call("GET", "/api/v1/mocks")).status).toBe(401);

  const code = codeOf(secret, 0);
  const verified = await verify({ tfa_token, code, recovery_code: "", method: "totp" });
  expect(verified.status).toBe(200);
  expect(verified.body).toMatchObject({ user: { id: userId, login: "admin" }, requires_password_change: false });
  const session = createRestClient(product.url, text(verified, "token"));
  expect((await session.call("GET", "/api/v1/mocks")).status).toBe(200);

  const second = text(await login(), "tfa_token");
  expect((await verify({ tfa_token: second, code })).status).toBe(401);
  expect((await verify({ tfa_token: second, recovery_code: recoveryCodes[0] })).status).toBe(200);
  expect((await verify({ tfa_token: second, recovery_code: recoveryCodes[1] })).status).toBe(401);
  expect((await admin.call("DELETE", own, { body: { password } })).body).toEqual({ enabled: false });
});

test("wrong codes make one wait, and what is no code is said to be none", async () => {
  const { admin, userId } = await enrol();
  const tfa_token = text(await login(), "tfa_token");
  for (const [body, path] of [
    [{ tfa_token }, "$.code"],
    [{ tfa_token, code: "12" }, "$.code"],
    [{ tfa_token, code: "123456", method: "email" }, "$.method"],
    [{ code: "123456" }, "$.tfa_token"],
  ] as const) {
    const answer = await verify(body);
    expect(answer.status).toBe(400);
    expect(answer.body["problems"]).toMatchObject([{ path }]);
  }
  const recovery_code = "aaaa-aaaa-aaaa-aaaa";
  for (const _try of [1, 2, 3]) expect((await verify({ tfa_token, recovery_code })).status).toBe(401);
  const refused = await verify({ tfa_token, recovery_code });
  expect(refused.status).toBe(429);
  expect(refused.body).toMatchObject({ code: "rate_limit" });
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
  // Who has lost it is helped by an admin.
  const reset = `/api/v1/admin/users/${userId}/second-factor`;
  expect((await anybody.call("DELETE", reset)).status).toBe(401);
  expect((await admin.call("DELETE", reset)).body).toEqual({ id: userId, reset: true });
  expect((await admin.call("DELETE", reset)).body).toEqual({ id: userId, reset: false });
  expect((await admin.call("DELETE", "/api/v1/admin/users/nobody/second-factor")).status).toBe(404);
  expect((await login()).body).toHaveProperty("token");
});

test("an API token can't see or change the second factor", async () => {
  const admin = createRestClient(product.url, text(await login(), "token"));
  const made = await admin.call("POST", "/api/v1/auth/tokens", { body: { name: "ci" } });
  const token = createRestClient(product.url, text(made, "token"));
  for (const [method, path, body] of [
    ["GET", own, undefined],
    ["POST", own, undefined],
    ["POST", `${own}/confirm`, { code: "123456" }],
    ["POST", `${own}/recovery-codes`, { password }],
    ["DELETE", own, { password }],
  ] as const) {
    const answer = await token.call(method, path, body === undefined ? {} : { body });
    expect(answer.status, `${method} ${path}`).toBe(403);
  }
});
