import { expect } from "@playwright/test";
import { api, type ContractRow, type Given, listOf, number, text } from "./row.ts";

const admin = `${api}/admin`;
const password = "correct horse battery";
const user = { id: text, username: text, email: text, role: "user", enabled: true, createdAt: number };

/** A user of the row's own. */
const userNamed =
  (username: string): Given =>
  async (client) => {
    const { body } = await client.call("POST", `${admin}/users`, { body: { username, password } });
    return { id: String(body["id"]) };
  };
/** An API token of the row's own. */
const tokenNamed =
  (name: string): Given =>
  async (client) => {
    const { body } = await client.call("POST", `${api}/auth/tokens`, { body: { name } });
    return { id: (body["token_info"] as { id: string }).id };
  };
/** The link with which an invited user chooses a password. */
const invited =
  (username: string): Given =>
  async (client) => {
    const { body } = await client.call("POST", `${admin}/users/invite`, { body: { username } });
    return { token: new URL(String(body["url"])).searchParams.get("token") ?? "" };
  };
const namespaceNamed =
  (name: string, isDeleted: boolean): Given =>
  async (client) => {
    await client.call("POST", `${api}/namespaces`, { body: { name } });
    if (isDeleted) await client.call("DELETE", `${admin}/namespaces/${name}`);
    return { ns: name };
  };
const token = { id: text, name: text, namespace: null, enabled: true, user_id: text, user_login: "admin" };

/** Contract C8: who somebody is, and their tokens. */
export const accountRows: ContractRow[] = [
  {
    ...{ id: "C8.1", method: "POST", path: `${api}/auth/login`, body: { login: "c8-1", password } },
    given: async (client) => {
      const body = { username: "c8-1", password, requiresPasswordChange: false };
      await client.call("POST", `${admin}/users`, { body });
      return {};
    },
    answer: {
      token: text,
      expires_at: text,
      redirect_to: text,
      requires_password_change: false,
      user: { id: text, login: "c8-1", system_role: "user", namespaces: [], has_password: true },
    },
  },
  {
    ...{ id: "C8.2", method: "POST", path: `${api}/auth/tokens`, body: { name: "c8-2", metadata: { a: 1 } } },
    answer: { token: text, token_info: { ...token, name: "c8-2", metadata: { a: 1 } }, message: text },
  },
  { id: "C8.3", method: "GET", path: `${api}/auth/tokens`, given: tokenNamed("c8-3-list") },
  {
    ...{ id: "C8.3", method: "PUT", path: `${api}/auth/tokens/{id}`, body: { enabled: false } },
    given: tokenNamed("c8-3-change"),
    answer: { ...token, enabled: false },
  },
  { id: "C8.3", method: "DELETE", path: `${api}/auth/tokens/{id}`, given: tokenNamed("c8-3-revoke") },
  {
    ...{ id: "C8.4", method: "POST", path: `${api}/auth/set-password` },
    given: invited("c8-4"),
    body: ({ token: link }) => ({ token: link, new_password: password }),
  },
  {
    ...{ id: "C8.4", method: "POST", path: `${api}/auth/change-password` },
    body: { current_password: password, new_password: `${password} staple` },
  },
  { id: "C8.5", method: "GET", path: `${api}/me/awaiting-manual`, answer: { count: 0, items: [] } },
];

/** Contract C10, in the order of its table: users, namespaces and the database. */
export const administrationRows: ContractRow[] = [
  {
    id: "C10.1",
    method: "GET",
    path: `${admin}/users`,
    answer: listOf(expect.objectContaining({ username: "admin", role: "admin" })),
  },
  {
    ...{
      id: "C10.2",
      method: "POST",
      path: `${admin}/users`,
      body: { username: "c10-2", password, email: "c@d.example" },
    },
    answer: { ...user, username: "c10-2", email: "c@d.example" },
  },
  {
    ...{ id: "C10.3", method: "PUT", path: `${admin}/users/{id}`, body: { role: "support" } },
    given: userNamed("c10-3"),
    answer: { ...user, role: "support" },
  },
  { id: "C10.4", method: "DELETE", path: `${admin}/users/{id}`, given: userNamed("c10-4") },
  {
    ...{ id: "C10.5", method: "POST", path: `${admin}/users/{id}/password`, body: { password: "another good one" } },
    given: userNamed("c10-5"),
  },
  { id: "C10.6", method: "POST", path: `${admin}/users/{id}/disable`, given: userNamed("c10-6-off") },
  { id: "C10.6", method: "POST", path: `${admin}/users/{id}/enable`, given: userNamed("c10-6-on") },
  {
    ...{ id: "C10.7", method: "GET", path: `${admin}/namespaces` },
    answer: {
      namespaces: listOf(
        expect.objectContaining({ name: "sandbox", mockCount: number, userCount: number, createdAt: number }),
      ),
    },
  },
  { id: "C10.8", method: "DELETE", path: `${admin}/namespaces/{ns}`, given: namespaceNamed("c10-8", false) },
  { id: "C10.9", method: "PUT", path: `${admin}/namespaces/{ns}/restore`, given: namespaceNamed("c10-9", true) },
  {
    ...{ id: "C10.25", method: "GET", path: `${admin}/database/health` },
    answer: { status: "healthy", size: number, tables: number, connections: number },
  },
];
