import type { Operation } from "./document.ts";

/** What a mock looks like that talks back. */
const paymentMock = {
  id: "payment",
  http: { route: "/payments", httpMethod: "POST" },
  response: { statusCode: 201, payload: { id: "pi_$.fake.UUID", amount: "$.req.amount" } },
  webhooks: [
    {
      url: "http://localhost:5770/stubs/sandbox/inbox",
      body: { event: "payment.succeeded", payment: "$.response.id" },
      trigger: "on_success",
      retryCount: 3,
    },
  ],
};
const greetingMock = {
  id: "greeting",
  http: { route: "/greetings/:name", httpMethod: "GET" },
  response: { statusCode: 200, payload: { message: "Hello $.pathParam.name" } },
};

const memberExample = { username: "admin", role: "editor" };
const cleanupExample = { enabled: true, retentionDays: 30, logRetentionDays: 14, unusedMockThresholdDays: 180 };
const groupsExample = { cascade_group_ids: ["0193e3a2-7c1e-7b60-9d43-1f0d1c2b3a4e"] };
const purgeExample = { ...groupsExample, confirmation: "I understand this is permanent" };

const webhookExample = {
  operation: "mock.create",
  url: "http://localhost:5770/stubs/sandbox/inbox",
  body: { text: "$.event.actor.name made the mock $.event.resource.id" },
  retryCount: 2,
};
const adminWebhookExample = { ...webhookExample, operation: "user.create", body: { event: "$.event.operation" } };

/** A body of each operation that takes one, by its operationId. A test sends them all. */
export const bodyExamples: Readonly<Record<string, unknown>> = {
  login: { login: "admin", password: "correct horse battery staple" },
  verifySecondFactor: { tfa_token: "2f_0123456789abcdef", code: "123456" },
  confirmSecondFactor: { code: "123456" },
  renewRecoveryCodes: { code: "123456" },
  removeSecondFactor: { password: "correct horse battery staple" },
  createToken: { name: "ci", namespace: "sandbox", allowed_actions: ["mock.read", "mock.write"] },
  changeToken: { description: "For the nightly tests", enabled: true, rate_limit_per_minute: 600 },
  createNamespace: { name: "team-a" },
  changeNamespace: { displayName: "Team A", cors: true, retention: { days: 14 } },
  addMember: memberExample,
  addMemberByAdmin: memberExample,
  changeMemberRole: { role: "editor" },
  changeMemberRoleByAdmin: { role: "editor" },
  setCleanupPolicy: cleanupExample,
  setCleanupPolicyByAdmin: cleanupExample,
  createStubKey: { name: "payment service" },
  setTrashSettings: { retention_days: 14, enabled: true },
  setAllTrashSettings: { retention_days: 30, enabled: true },
  restoreTrash: groupsExample,
  restoreAllTrash: groupsExample,
  purgeTrash: purgeExample,
  purgeAllTrash: purgeExample,
  saveNamespaceWebhook: webhookExample,
  changeNamespaceWebhook: webhookExample,
  saveAdminWebhook: adminWebhookExample,
  changeAdminWebhook: adminWebhookExample,
  saveMock: paymentMock,
  saveMocks: { mocks: [paymentMock, greetingMock] },
  changeMock: { priority: 10, tags: ["checkout"] },
  deleteMocks: { ids: ["payment", "greeting"] },
  restoreMocks: { ids: ["payment", "greeting"] },
  moveMocks: { ids: ["payment"], folderId: null },
  tagMocks: { ids: ["payment"], tags: ["checkout"] },
  copyMocksToNamespace: { ids: ["payment"], targetNamespace: "team-a" },
  copyMocks: { sourceNamespace: "sandbox", targetNamespace: "team-a", mockIds: ["greeting"] },
  explainRequest: { request: { method: "POST", path: "/payments", body: { amount: 2500 } } },
  previewMock: { mockId: "payment", request: { method: "POST", path: "/payments", body: { amount: 2500 } } },
  setGlobalEntry: { key: "rate", value: { eur: 1.08 } },
  setChainEntry: { key: "step", value: 2 },
  createTag: { name: "checkout" },
  createFolder: { name: "Payments" },
  changeFolder: { name: "Payments and refunds", sortOrder: 1 },
  moveFolder: { parentId: null },
  saveTemplate: { name: "receipt.json", content: '{ "paid": true }' },
  uploadTemplate: '{ "paid": true }',
  cancelDeliveries: { filter: { mockId: "payment" }, dryRun: true },
  redeliverDeliveries: { filter: { mockId: "payment", state: "failed" }, limit: 100 },
  waitForDeliveries: { mockId: "payment", state: "delivered", count: 1, timeoutMs: 5_000 },
  redeliverDelivery: {},
  verifyRequests: { method: "POST", route: "/payments", atLeast: 1, withinMs: 1_000 },
  createMockOfUndefinedRequest: { mockData: greetingMock },
  deleteUndefinedRequests: { ids: ["0193e3a2-7c1e-7b60-9d43-1f0d1c2b3a4e"] },
  createBackupConfig: { name: "Every night", schedule: "0 3 * * *", retention: 30, enabled: true },
  updateBackupConfig: { name: "Every Sunday", schedule: "0 4 * * 0", retention: 90, namespace: "team-a" },
  createBackup: { namespace: "team-a" },
  restoreBackup: { backupId: "0193e3a2-7c1e-7b60-9d43-1f0d1c2b3a4e", dryRun: true },
  createUser: { username: "ada", email: "ada@example.com", password: "correct horse battery", role: "user" },
  changeUser: { email: "ada@example.org", role: "support" },
  setUserPassword: { password: "correct horse battery" },
  activateLicense: { key: "understudy-license.v1.eyJ2ZXJzaW9uIjox….Zm9yIGV4YW1wbGU" },
  changeLicense: { note: "Paid until the end of the year", enabled: true },
  inviteUser: { username: "ada", email: "ada@example.com", role: "user" },
  changePassword: { current_password: "correct horse battery", new_password: "another good password" },
  setPassword: { token: "ul_…", new_password: "another good password" },
  forgotPassword: { email: "ada@example.com" },
  signUp: { login: "ada", email: "ada@example.com", password: "correct horse battery" },
};

/** What stands in for a part of a path, by its name. */
const parameterExamples: Readonly<Record<string, unknown>> = {
  chainId: "order-flow",
  key: "rate",
  name: "receipt.json",
  ns: "team-a",
  version: 1,
};

export function addExamples(operation: Operation): void {
  const content = Object.values((operation.requestBody as Body | undefined)?.content ?? {})[0];
  const example = bodyExamples[operation.operationId ?? ""];
  if (content !== undefined && example !== undefined) content.example = example;
  for (const parameter of (operation.parameters ?? []) as Parameter[]) {
    const value = parameterExamples[parameter.name];
    if (parameter.in === "path" && value !== undefined) parameter.example = value;
  }
}

interface Body {
  content: Record<string, { example?: unknown }>;
}
interface Parameter {
  name: string;
  in: string;
  example?: unknown;
}
