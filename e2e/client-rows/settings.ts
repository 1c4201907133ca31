import { expect } from "@playwright/test";
import { object } from "../clients/decode.ts";
import { type Given, listOf, text } from "../contract-rows/row.ts";
import type { RestClient } from "../rest-client.ts";
import { anyListUnder, bareList } from "./lists.ts";
import { type ClientRow, everyone } from "./row.ts";

const base = "/api/v1/namespaces/target";
export const memberModel = object({
  userId: "string",
  username: "string",
  email: "string",
  role: "string",
  addedAt: "int",
});
export const goPolicy = object({
  ...{ mockRetentionDays: "int", logRetentionDays: "int", testRunRetentionDays: "int", autoCleanup: "bool" },
});
const javaPolicy = object({
  ...{ enabled: "bool", retentionDays: "int", cleanupDeletedMocks: "bool", cleanupExpiredMocks: "bool" },
  ...{ cleanupLogs: "bool", logRetentionDays: "int", schedule: "string" },
});
export const isOwner = listOf(expect.objectContaining({ userId: text, username: "admin", role: "owner" }));

let userCount = 0;
/** A user who is no member of anything. */
export const user: Given = async (client) => {
  const username = `replayed-${++userCount}`;
  const body = { username, email: `${username}@example.org`, password: "a long enough password" };
  const made = await client.call("POST", "/api/v1/admin/users", { body });
  return { user: String(made.body["id"]), username };
};
const member: Given = async (client) => {
  const names = await user(client);
  await client.call("POST", `${base}/users`, { body: { userId: names["user"], role: "editor" } });
  return names;
};
const roleOf = async (rest: RestClient, id = "") => {
  const { body } = await rest.call("GET", `${base}/users`);
  return (body["users"] as { userId: string; role: string }[]).find(({ userId }) => userId === id)?.role;
};

/** Contract C4. Python's client, as it is published, has these below `…/settings`. */
export const settingsRows: ClientRow[] = [
  {
    id: "C4.1",
    python: { method: "GET", path: `${base}/users`, ...anyListUnder("items", "users"), gets: isOwner },
    go: { method: "GET", path: `${base}/users`, ...bareList(memberModel), gets: isOwner },
    java: { method: "GET", path: `${base}/users`, ...bareList(memberModel), gets: isOwner },
  },
  {
    id: "C4.1",
    python: { method: "GET", path: `${base}/settings/users`, ...anyListUnder("items", "users"), gets: isOwner },
  },
  {
    id: "C4.2",
    given: user,
    ...everyone({ method: "POST", path: `${base}/users`, body: { userId: "{user}", role: "admin" } }),
    python: {
      method: "POST",
      path: `${base}/settings/users`,
      body: { userId: "{user}", role: "admin" },
      decodes: "map",
      gets: { userId: text, role: "owner" },
    },
    effect: async (rest, names) => expect(await roleOf(rest, names["user"])).toBe("owner"),
  },
  {
    id: "C4.3",
    given: member,
    ...everyone({ method: "DELETE", path: `${base}/users/{user}` }),
    python: { method: "DELETE", path: `${base}/settings/users/{user}` },
    effect: async (rest, names) => expect(await roleOf(rest, names["user"])).toBeUndefined(),
  },
  {
    id: "C4.4",
    given: member,
    ...everyone({ method: "PUT", path: `${base}/users/{user}/role`, body: { role: "viewer" } }),
    python: {
      method: "PUT",
      path: `${base}/settings/users/{user}`,
      body: { role: "viewer" },
      decodes: "map",
      gets: { userId: text, role: "viewer" },
    },
    effect: async (rest, names) => expect(await roleOf(rest, names["user"])).toBe("viewer"),
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
