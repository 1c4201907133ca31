import { expect } from "@playwright/test";
import { list, object } from "../clients/decode.ts";
import { type Given, listOf, number, text } from "../contract-rows/row.ts";
import { anyListUnder, bareList } from "./lists.ts";
import { type ClientRow, everyone } from "./row.ts";

const base = "/api/v1/namespaces/target";
const userModel = object({ userId: "string", username: "string", email: "string", role: "string", addedAt: "int" });
const goPolicy = object({
  ...{ mockRetentionDays: "int", logRetentionDays: "int", testRunRetentionDays: "int", autoCleanup: "bool" },
});
const javaPolicy = object({
  ...{ enabled: "bool", retentionDays: "int", cleanupDeletedMocks: "bool", cleanupExpiredMocks: "bool" },
  ...{ cleanupLogs: "bool", logRetentionDays: "int", schedule: "string" },
});
const isOwner = listOf(expect.objectContaining({ userId: text, username: "admin", role: "owner" }));

/** Who made the namespace, who is its only member. */
const member: Given = async (client) => {
  const { body } = await client.call("GET", `${base}/users`);
  const [user] = body["users"] as { userId: string }[];
  return { user: user?.userId ?? "" };
};

/** Contract C4. Python's client, as it is published, has these below `…/settings`. */
export const settingsRows: ClientRow[] = [
  {
    id: "C4.1",
    python: { method: "GET", path: `${base}/users`, ...anyListUnder("items", "users"), gets: isOwner },
    go: { method: "GET", path: `${base}/users`, ...bareList(userModel), gets: isOwner },
    java: { method: "GET", path: `${base}/users`, ...bareList(userModel), gets: isOwner },
  },
  {
    id: "C4.1",
    python: { method: "GET", path: `${base}/settings/users`, ...anyListUnder("items", "users"), gets: isOwner },
  },
  {
    id: "C4.2",
    given: member,
    ...everyone({ method: "POST", path: `${base}/users`, body: { userId: "{user}", role: "admin" } }),
    python: {
      method: "POST",
      path: `${base}/settings/users`,
      body: { userId: "{user}", role: "owner" },
      decodes: "map",
      gets: { userId: text, role: "owner" },
    },
  },
  {
    id: "C4.4",
    given: member,
    ...everyone({ method: "PUT", path: `${base}/users/{user}/role`, body: { role: "owner" } }),
    python: {
      method: "PUT",
      path: `${base}/settings/users/{user}`,
      body: { role: "admin" },
      decodes: "map",
      gets: { userId: text, role: "owner" },
    },
  },
  {
    id: "C4.5",
    python: { method: "GET", path: `${base}/settings/cleanup`, decodes: "map", gets: { autoCleanupEnabled: false } },
    go: { method: "GET", path: `${base}/cleanup-policy`, decodes: goPolicy, gets: { autoCleanup: false } },
    java: { method: "GET", path: `${base}/cleanup-policy`, decodes: javaPolicy, gets: { enabled: false } },
  },
  {
    id: "C4.6",
    python: {
      method: "PUT",
      path: `${base}/settings/cleanup`,
      body: {
        logsRetentionDays: 7,
        unusedMockThresholdDays: 30,
        autoCleanupEnabled: false,
        cleanupSchedule: "0 3 * * *",
      },
      decodes: "map",
      gets: { logsRetentionDays: 7, cleanupSchedule: "0 3 * * *" },
    },
    go: { method: "PUT", path: `${base}/cleanup-policy`, body: { mockRetentionDays: 30, logRetentionDays: 7 } },
    java: {
      method: "PUT",
      path: `${base}/cleanup-policy`,
      body: { enabled: false, retentionDays: 30, cleanupDeletedMocks: true, schedule: "0 3 * * *" },
    },
  },
];

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

/** Contract C10, namespaces: calls of Go's administration client. */
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
  { id: "C10", go: { method: "GET", path: `${admin}/target/users`, ...bareList(userModel), gets: isOwner } },
  { id: "C10", go: { method: "GET", path: `${admin}/target/cleanup-policy`, decodes: goPolicy } },
  {
    id: "C10",
    go: { method: "PUT", path: `${admin}/target/cleanup-policy`, body: { mockRetentionDays: 5, autoCleanup: true } },
    effect: async (rest) => {
      expect((await rest.call("GET", `${base}/cleanup-policy`)).body).toMatchObject({ mockRetentionDays: 5 });
    },
  },
];
