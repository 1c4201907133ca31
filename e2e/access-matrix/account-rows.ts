import { administer, administerOne, everybody, known, oversee, overseeOne, ownAccount } from "./classes.ts";
import { plain, type Row } from "./row.ts";

const password = "another good password";

/** Signing in and up, one's own account, and the users of the installation. */
export const accountRows: Readonly<Record<string, Row>> = {
  // A wrong password is 401 for everybody; the right one is tried by everything else.
  "POST /api/v1/auth/login": plain(everybody("401"), { body: { login: "{new}", password: "wrong password" } }),
  "POST /api/v1/auth/2fa/verify": plain(everybody("401"), { body: { tfa_token: "none", code: "000000" } }),
  // SIGN_UP is off, no mails go out, and nobody has such a link.
  "POST /api/v1/auth/sign-up": plain(everybody("403"), { body: { login: "{new}", password } }),
  "POST /api/v1/auth/forgot-password": plain(everybody("409"), { body: { email: "nobody@example.com" } }),
  "POST /api/v1/auth/set-password": plain(everybody("404"), { body: { token: "none", new_password: password } }),

  "GET /api/v1/me": plain(known),
  "GET /api/v1/me/awaiting-manual": plain(known),
  "GET /api/v1/me/sessions": plain(ownAccount()),
  "DELETE /api/v1/me/sessions/{id}": plain(ownAccount("404"), { thing: "nothing" }),
  "POST /api/v1/auth/change-password": plain(ownAccount("400"), {
    body: { current_password: "wrong password", new_password: password },
  }),
  "GET /api/v1/me/second-factor": plain(ownAccount()),
  "POST /api/v1/me/second-factor": plain(ownAccount()),
  // A wrong code, and one that is not on: the right way is in the tests of the second factor.
  "POST /api/v1/me/second-factor/confirm": plain(ownAccount("400"), { thing: "enrolment", body: { code: "000000" } }),
  "POST /api/v1/me/second-factor/recovery-codes": plain(ownAccount("409"), { body: { password: "wrong" } }),
  "DELETE /api/v1/me/second-factor": plain(ownAccount("409"), { body: { password: "wrong" } }),

  "GET /api/v1/admin/database/health": plain(oversee),
  "GET /api/v1/admin/users": plain(oversee),
  "POST /api/v1/admin/users": plain(administer, { body: { username: "{new}", password } }),
  "POST /api/v1/admin/users/invite": plain(administer, { body: { username: "{new}" } }),
  "PUT /api/v1/admin/users/{id}": plain(administerOne, { thing: "user", body: { role: "user" } }),
  "DELETE /api/v1/admin/users/{id}": plain(administerOne, { thing: "user" }),
  "POST /api/v1/admin/users/{id}/password": plain(overseeOne, { thing: "user", body: { password } }),
  "POST /api/v1/admin/users/{id}/disable": plain(overseeOne, { thing: "user" }),
  "POST /api/v1/admin/users/{id}/enable": plain(overseeOne, { thing: "user" }),
  "POST /api/v1/admin/users/{id}/link": plain(overseeOne, { thing: "user" }),
  "DELETE /api/v1/admin/users/{id}/second-factor": plain(administerOne, { thing: "user" }),

  // After these the actors are nobody any longer.
  "DELETE /api/v1/me/sessions": plain(ownAccount(), { isLast: true }),
  "POST /api/v1/auth/logout": plain(ownAccount(), { isLast: true }),
};
