import { expect } from "@playwright/test";
import { list, object } from "../clients/decode.ts";
import { type Given, listOf, number, text } from "../contract-rows/row.ts";
import type { RestClient } from "../rest-client.ts";
import { bareList } from "./lists.ts";
import type { ClientRow } from "./row.ts";
import { goPolicy, isOwner, memberModel, user } from "./settings.ts";

const apiKey = object({
  ...{ id: "string", name: "string", namespace: "string", description: "string", enabled: "bool", user_id: "string" },
  ...{ created_at: "int", updated_at: "int", expires_at: "int", allowed_actions: list("string"), metadata: "map" },
});
const tokenOf: Given = async (client) => {
  const made = await client.call("POST", "/api/v1/auth/tokens", { body: { name: "c8" } });
  return { token: (made.body["token_info"] as { id: string }).id };
};

/** Contract C8, as its models have it; of the clients only Go's tests call it. */
export const tokenRows: ClientRow[] = [
  {
    id: "C8.1",
    go: {
      method: "POST",
      path: "/api/v1/auth/login",
      body: { login: "admin", password: "a good password" },
      decodes: object({
        ...{ token: "string", expires_at: "string", redirect_to: "string", requires_password_change: "bool" },
        user: object({ id: "string", login: "string", email: "string", system_role: "string", has_password: "bool" }),
      }),
      gets: { token: text, user: { login: "admin", system_role: "admin" } },
    },
  },
  {
    id: "C8.2",
    go: {
      method: "POST",
      path: "/api/v1/auth/tokens",
      body: { name: "c8-2", namespace: "sandbox", rate_limit_per_minute: 60 },
      decodes: object({ token: "string", token_info: apiKey, message: "string" }),
      gets: { token: expect.stringMatching(/^mk_/) as unknown, token_info: { name: "c8-2", namespace: "sandbox" } },
    },
  },
  {
    id: "C8.3",
    given: tokenOf,
    go: {
      method: "PUT",
      path: "/api/v1/auth/tokens/{token}",
      body: { name: "c8-3", enabled: false },
      decodes: apiKey,
      gets: { name: "c8-3", enabled: false },
    },
  },
  { id: "C8.3", given: tokenOf, go: { method: "DELETE", path: "/api/v1/auth/tokens/{token}" } },
];

const deleted: Given = async (client) => {
  await client.call("POST", "/api/v1/namespaces", { body: { name: "c10" } });
  await client.call("DELETE", "/api/v1/admin/namespaces/c10");
  return {};
};
const admin = "/api/v1/admin/namespaces";
const adminNamespace = object({ name: "string", mockCount: "int", userCount: "int", createdAt: "int" });

const users = "/api/v1/admin/users";
const userModel = object({
  ...{ id: "string", username: "string", email: "string", role: "string", enabled: "bool", createdAt: "int" },
});
const aUser = expect.objectContaining({ id: text, enabled: true }) as unknown;
const enabled = async (rest: RestClient, id = "") => {
  const all = JSON.parse((await rest.call("GET", users)).text) as { id: string; enabled: boolean }[];
  return all.find((one) => one.id === id)?.enabled;
};

/** Contract C10, namespaces and users: calls of Go's administration client. */
export const adminRows: ClientRow[] = [
  {
    id: "C10",
    go: {
      method: "GET",
      path: admin,
      ...bareList(adminNamespace),
      gets: listOf(expect.objectContaining({ name: "sandbox", mockCount: number, userCount: number })),
    },
  },
  {
    id: "C10",
    given: deleted,
    go: { method: "PUT", path: `${admin}/c10/restore` },
    effect: async (rest) => {
      expect((await rest.call("GET", "/api/v1/namespaces")).body["namespaces"]).toContain("c10");
    },
  },
  {
    id: "C10",
    given: async (client) => {
      await client.call("POST", "/api/v1/namespaces", { body: { name: "c10-past" } });
      return {};
    },
    go: { method: "DELETE", path: `${admin}/c10-past` },
    effect: async (rest) => {
      expect((await rest.call("GET", "/api/v1/namespaces")).body["namespaces"]).not.toContain("c10-past");
    },
  },
  { id: "C10", go: { method: "GET", path: `${admin}/target/users`, ...bareList(memberModel), gets: isOwner } },
  { id: "C10", go: { method: "GET", path: `${admin}/target/cleanup-policy`, decodes: goPolicy } },
  {
    id: "C10",
    go: { method: "PUT", path: `${admin}/target/cleanup-policy`, body: { mockRetentionDays: 5, autoCleanup: true } },
    effect: async (rest) => {
      expect((await rest.call("GET", "/api/v1/namespaces/target/cleanup-policy")).body).toMatchObject({
        mockRetentionDays: 5,
      });
    },
  },
  { id: "C10", given: user, go: { method: "GET", path: users, ...bareList(userModel), gets: listOf(aUser) } },
  {
    id: "C10",
    go: {
      method: "POST",
      path: users,
      body: { username: "c10-user", email: "c10@example.org", password: "a long enough password", role: "support" },
      decodes: userModel,
      gets: { id: text, username: "c10-user", role: "support", enabled: true },
    },
  },
  {
    id: "C10",
    given: user,
    go: {
      method: "PUT",
      path: `${users}/{user}`,
      body: { role: "support" },
      decodes: userModel,
      gets: { role: "support" },
    },
  },
  {
    id: "C10",
    given: user,
    go: { method: "POST", path: `${users}/{user}/password`, body: { password: "another good password" } },
    effect: async (rest, { username }) => {
      const login = { login: username, password: "another good password" };
      expect((await rest.call("POST", "/api/v1/auth/login", { body: login })).status).toBe(200);
    },
  },
  {
    id: "C10",
    given: user,
    go: { method: "POST", path: `${users}/{user}/disable` },
    effect: async (rest, names) => expect(await enabled(rest, names["user"])).toBe(false),
  },
  {
    id: "C10",
    given: user,
    go: { method: "POST", path: `${users}/{user}/enable` },
    effect: async (rest, names) => expect(await enabled(rest, names["user"])).toBe(true),
  },
  {
    id: "C10",
    given: user,
    go: { method: "DELETE", path: `${users}/{user}` },
    effect: async (rest, names) => expect(await enabled(rest, names["user"])).toBeUndefined(),
  },
];
