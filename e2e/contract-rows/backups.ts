import { expect } from "@playwright/test";
import type { RestClient } from "../rest-client.ts";
import { api, type ContractRow, type Given, listOf, number, text } from "./row.ts";

const base = `${api}/admin/backups`;
const config = { name: "nightly", schedule: "0 3 * * *", retention: 30, enabled: true };
const status = expect.stringMatching(/^(completed|failed|in_progress)$/) as unknown;
const backup = { id: text, configId: text, status, createdAt: number };

const withConfig: Given = async (client) => {
  const { body } = await client.call("POST", `${base}/configs`, { body: config });
  return { id: String(body["id"]) };
};

async function complete(client: RestClient): Promise<Record<string, string>> {
  const { id: configId } = await withConfig(client);
  const { body } = await client.call("POST", `${base}/create`, { body: { configId } });
  const id = String(body["id"]);
  const ended = async () => (await client.call("GET", `${base}/${id}`)).body["status"];
  await expect.poll(ended, { intervals: [50], timeout: 60_000 }).toBe("completed");
  return { id, configId: configId ?? "" };
}

/** Contract C10, backups. Downloads are no JSON: rest-backups.spec.ts has them. */
export const backupRows: ContractRow[] = [
  {
    ...{ id: "C10.backups", method: "POST", path: `${base}/configs`, body: config },
    answer: { id: text, ...config },
  },
  {
    ...{ id: "C10.backups", method: "GET", path: `${base}/configs`, given: withConfig },
    answer: { configs: listOf(expect.objectContaining({ id: text, ...config })) },
  },
  {
    ...{ id: "C10.backups", method: "GET", path: `${base}/configs/{id}`, given: withConfig },
    answer: { id: text, ...config },
  },
  {
    ...{ id: "C10.backups", method: "POST", path: `${base}/create`, body: {} },
    answer: { id: text, configId: null, status, createdAt: number },
  },
  {
    ...{ id: "C10.backups", method: "GET", path: `${base}/configs/{configId}/backups`, given: complete },
    answer: [{ ...backup, status: "completed", size: number }],
  },
  {
    ...{ id: "C10.backups", method: "GET", path: `${base}/{id}`, given: complete },
    answer: { ...backup, status: "completed", size: number },
  },
  { id: "C10.backups", method: "POST", path: `${base}/{id}/delete`, given: complete, answer: { success: true } },
];
