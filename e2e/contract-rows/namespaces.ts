import { api, type ContractRow, type Given, listOf, number, saved, text } from "./row.ts";

/** A namespace of the row's own, with the one member who made it. */
const namespace =
  (ns: string): Given =>
  async (client) => {
    await client.call("POST", `${api}/namespaces`, { body: { name: ns } });
    const { body } = await client.call("GET", `${api}/namespaces/${ns}/users`);
    const [member] = body["users"] as { userId: string }[];
    return { ns, userId: member?.userId ?? "" };
  };
/** `sandbox`, where the admin is an editor, or has no role. */
const sandbox =
  (ns: string, isMember: boolean): Given =>
  async (client) => {
    const { userId = "" } = await namespace(ns)(client);
    const users = `${api}/namespaces/sandbox/users`;
    await client.call("DELETE", `${users}/${userId}`);
    if (isMember) await client.call("POST", users, { body: { userId, role: "editor" } });
    return { ns: "sandbox", userId };
  };
const member = { userId: text, username: "admin", role: "owner", addedAt: number };
const policies = [
  { mockRetentionDays: 7, logRetentionDays: 3, testRunRetentionDays: 5, autoCleanup: true },
  { enabled: true, retentionDays: 30, cleanupDeletedMocks: true, cleanupLogs: false, schedule: "0 3 * * *" },
  { logsRetentionDays: 5, unusedMockThresholdDays: 90, maxPerfResults: 10, autoCleanupEnabled: false, own: ["key"] },
];

/** Contract C3, and C4 with its twins for admins of C10. */
export const namespaceRows: ContractRow[] = [
  { id: "C3.1", method: "GET", path: "/api/v1/namespaces", answer: { namespaces: listOf("sandbox") } },
  { id: "C3.2", method: "POST", path: "/api/v1/namespaces", body: { name: "c3-2" } },
  {
    id: "C3.3",
    method: "POST",
    path: "/api/v1/namespaces/copy-mocks",
    body: { sourceNamespace: "sandbox", targetNamespace: "target" },
  },
  {
    id: "C3.3",
    method: "POST",
    path: "/api/v1/namespaces/copy-mocks",
    body: { sourceNamespace: "sandbox", targetNamespace: "target", mockIds: ["c3-3"] },
    given: saved("c3-3"),
  },
  ...["namespaces", "admin/namespaces"].flatMap((base): ContractRow[] => {
    const users = `${api}/${base}/{ns}/users`;
    const policy = `${api}/${base}/{ns}/cleanup-policy`;
    const prefix = base.replace("/", "-");
    const role = { role: "admin" };
    return [
      {
        id: "C4.1",
        method: "GET",
        path: users,
        given: namespace(`${prefix}-1`),
        answer: { users: [member], total: 1 },
      },
      {
        ...{ id: "C4.2", method: "POST", path: users, body: { username: "admin", role: "editor" } },
        given: sandbox(`${prefix}-2`, false),
        answer: { ...member, role: "editor" },
      },
      { id: "C4.3", method: "DELETE", path: `${users}/{userId}`, given: sandbox(`${prefix}-3`, true) },
      {
        id: "C4.4",
        method: "PUT",
        path: `${users}/{userId}/role`,
        body: role,
        given: namespace(`${prefix}-4`),
        answer: member,
      },
      { id: "C4.5", method: "GET", path: policy, given: namespace(`${prefix}-5`), answer: { enabled: false } },
      ...policies.map((body, index) => ({
        ...{ id: "C4.6", method: "PUT", path: policy, body, answer: body },
        given: namespace(`${prefix}-6-${index}`),
      })),
    ];
  }),
];
