import { expect } from "@playwright/test";
import { object } from "../clients/decode.ts";
import { type Given, listOf, text } from "../contract-rows/row.ts";
import type { RestClient } from "../rest-client.ts";
import { anyListUnder, bareList } from "./lists.ts";
import { type ClientRow, everyone } from "./row.ts";

const base = "/api/v1/namespaces/target";
/** Where the guard lets nothing go: nobody is called. */
const url = "http://10.0.0.1/";
const webhookModel = object({
  ...{ id: "string", operation: "string", url: "string", method: "string", enabled: "bool" },
  ...{ retryCount: "int", retryDelay: "int", headers: "map", body: "any" },
});
const sent = {
  ...{ operation: "mock.create", url, method: "POST", headers: { "X-Team": "a" }, body: { text: "made" } },
  ...{ enabled: true, retryCount: 2, retryDelay: 3 },
};
const saved = { id: text, operation: "mock.create", url, enabled: true, retryCount: 2, retryDelay: 3 };
const webhook: Given = async (client) => {
  const { body } = await client.call("POST", `${base}/webhooks`, { body: sent });
  return { webhook: String(body["id"]) };
};
const operations = async (rest: RestClient): Promise<string[]> => {
  const { body } = await rest.call("GET", `${base}/webhooks`);
  return (body["webhooks"] as { operation: string }[]).map(({ operation }) => operation);
};
const listed = listOf(expect.objectContaining(saved));

/** Contract C4.7 to C4.9. Python's client, as it is published, has these below `…/settings`, and lists events of its own names. */
export const webhookRows: ClientRow[] = [
  {
    id: "C4.7",
    given: webhook,
    python: { method: "GET", path: `${base}/settings/webhooks`, ...anyListUnder("items", "webhooks"), gets: listed },
    go: { method: "GET", path: `${base}/webhooks`, ...bareList(webhookModel), gets: listed },
    java: { method: "GET", path: `${base}/webhooks`, ...bareList(webhookModel), gets: listed },
  },
  {
    id: "C4.8",
    ...everyone({ method: "POST", path: `${base}/webhooks`, body: sent, decodes: webhookModel, gets: saved }),
    python: {
      method: "POST",
      path: `${base}/settings/webhooks`,
      body: { name: "python", url, events: ["mock.restored", "test.completed"], enabled: true },
      decodes: "map",
      gets: { id: text, name: "python", events: ["mock.restored", "test.completed"], operation: "mock.restore" },
    },
    effect: async (rest) => expect(await operations(rest)).toEqual(expect.arrayContaining(["mock.create"])),
  },
  {
    id: "C4.9",
    given: webhook,
    ...everyone({ method: "DELETE", path: `${base}/webhooks/{webhook}` }),
    python: { method: "DELETE", path: `${base}/settings/webhooks/{webhook}` },
    effect: async (rest, names) => {
      const { status } = await rest.call("GET", `${base}/webhooks/${names["webhook"] ?? ""}`);
      expect(status).toBe(404);
    },
  },
];
