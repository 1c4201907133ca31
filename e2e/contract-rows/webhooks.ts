import { api, type ContractRow, type Given, listOf, number, text } from "./row.ts";
import { expect } from "@playwright/test";

/** Where the guard lets nothing go: nobody is called. */
const url = "http://10.0.0.1/";
const webhookOf =
  (path: string, operation: string): Given =>
  async (client) => {
    const { body } = await client.call("POST", api + path, { body: { operation, url } });
    return { id: String(body["id"]) };
  };
const shown = (operation: string) => ({
  ...{ id: text, operation, url, method: "POST", enabled: true, createdAt: number, events: [operation] },
});

/** Contract C4.7 to C4.9, and their twins of C10 for the installation. */
export const webhookRows: ContractRow[] = [
  { path: "/namespaces/sandbox/webhooks", operation: "mock.create" },
  { path: "/admin/webhooks", operation: "user.create" },
].flatMap(({ path, operation }): ContractRow[] => {
  const webhook = shown(operation);
  const sent = {
    ...{ operation, url, method: "POST", headers: { "X-Team": "a" }, body: { text: "x" }, enabled: true },
    ...{ retryCount: 2, retryDelay: 3 },
  };
  const given = webhookOf(path, operation);
  const listed = listOf(expect.objectContaining(webhook));
  return [
    { id: "C4.7", method: "GET", path: api + path, given, answer: { webhooks: listed, items: listed, total: number } },
    {
      ...{ id: "C4.8", method: "POST", path: api + path, body: sent },
      answer: { ...webhook, ...sent, message: text, webhook: { ...webhook, ...sent } },
    },
    { id: "C4.9", method: "DELETE", path: `${api}${path}/{id}`, given },
  ];
});
