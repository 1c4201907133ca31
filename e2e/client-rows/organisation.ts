import { expect } from "@playwright/test";
import { folderModel, goTemplate, javaTemplate, tagModel } from "../clients/models.ts";
import { api, type Given, listOf, saved, text } from "../contract-rows/row.ts";
import type { RestClient } from "../rest-client.ts";
import { anyListUnder, bareList } from "./lists.ts";
import { type ClientRow, everyone } from "./row.ts";

const folder: Given = async (client) => {
  const made = await client.call("POST", `${api}/mock-folders`, { body: { name: "given" } });
  return { folder: String(made.body["id"]) };
};
const template: Given = async (client) => {
  await client.call("POST", `${api}/templates/mails%2Fc5%20x.json`, { body: '{"given":true}' });
  return {};
};
const read = async (rest: RestClient, name: string) => (await rest.call("GET", `${api}/templates/${name}`)).text;
const named = (name: string) => listOf(expect.objectContaining({ name }));
/** What Python posts as a file may be no JSON, for all that it says it is. */
const bytes = Buffer.from([0x7b, 0xff, 0x00, 0x0a]);

/** Contract C5. */
export const organisationRows: ClientRow[] = [
  {
    id: "C5.1",
    given: saved("c5-1", { tags: ["c5-1"] }),
    python: { method: "GET", path: "/api/v1/tags", ...anyListUnder("tags", "items"), gets: listOf("c5-1") },
    go: { method: "GET", path: "/api/v1/tags", ...bareList(tagModel), gets: named("c5-1") },
    java: { method: "GET", path: "/api/v1/tags?namespace=sandbox", ...bareList(tagModel), gets: named("c5-1") },
  },
  {
    id: "C5.2",
    python: { method: "POST", path: "/api/v1/tags", body: { tag: "c5-2" }, decodes: "map", gets: { tag: "c5-2" } },
    go: { method: "POST", path: "/api/v1/tags", body: { name: "c5-2" }, decodes: tagModel, gets: { name: "c5-2" } },
    java: { method: "POST", path: "/api/v1/tags", body: { name: "c5-2" }, decodes: tagModel, gets: { name: "c5-2" } },
  },
  {
    id: "C5.3",
    given: folder,
    python: {
      method: "GET",
      path: "/api/v1/mock-folders",
      ...anyListUnder("items", "folders"),
      gets: listOf(expect.objectContaining({ name: "given", createdAt: text })),
    },
    go: {
      method: "GET",
      path: "/api/v1/mock-folders?namespace=sandbox",
      ...bareList(folderModel),
      gets: named("given"),
    },
    java: { method: "GET", path: "/api/v1/mock-folders", ...bareList(folderModel), gets: named("given") },
  },
  {
    id: "C5.4",
    ...everyone({
      method: "POST",
      path: "/api/v1/mock-folders",
      body: { name: "c5-4", parentId: "", sortOrder: 0 },
      decodes: folderModel,
      gets: { id: text, name: "c5-4" },
    }),
    go: {
      method: "POST",
      path: "/api/v1/mock-folders",
      body: { namespace: "sandbox", name: "c5-4" },
      decodes: folderModel,
      gets: { id: text, name: "c5-4", namespace: "sandbox" },
    },
  },
  {
    id: "C5.5",
    given: folder,
    ...everyone({
      method: "PUT",
      path: "/api/v1/mock-folders/{folder}",
      body: { id: "{folder}", name: "c5-5", sortOrder: 2, createdAt: "2026-01-01T00:00:00Z" },
      decodes: folderModel,
      gets: { name: "c5-5", sortOrder: 2 },
    }),
  },
  { id: "C5.6", given: folder, ...everyone({ method: "DELETE", path: "/api/v1/mock-folders/{folder}" }) },
  {
    id: "C5.7",
    given: folder,
    python: {
      method: "PATCH",
      path: "/api/v1/mock-folders/{folder}/move",
      body: { parentId: null },
      decodes: folderModel,
      gets: { id: text },
    },
    go: { method: "PATCH", path: "/api/v1/mock-folders/{folder}/move", body: { parentId: "" } },
    java: { method: "PATCH", path: "/api/v1/mock-folders/{folder}/move", body: { parentId: null } },
  },
  {
    id: "C5.8",
    given: template,
    python: {
      method: "GET",
      path: "/api/v1/templates?search=mails&limit=10",
      ...anyListUnder("templates", "items"),
      gets: ["mails/c5 x.json"],
    },
    go: { method: "GET", path: "/api/v1/templates", ...bareList(goTemplate), gets: named("mails/c5 x.json") },
    java: {
      method: "GET",
      path: "/api/v1/templates?namespace=sandbox",
      ...bareList(javaTemplate),
      gets: named("mails/c5 x.json"),
    },
  },
  {
    id: "C5.9",
    given: template,
    python: {
      method: "GET",
      path: "/api/v1/templates/mails%2Fc5%20x.json",
      decodes: "bytes",
      gets: '{"given":true}',
    },
    go: {
      method: "GET",
      path: "/api/v1/templates/mails%2Fc5%20x.json",
      decodes: "bytes",
      gets: '{"given":true}',
    },
    // It wants a description where the others want the file: it can read one that is JSON.
    java: { method: "GET", path: "/api/v1/templates/mails%2Fc5+x.json", decodes: javaTemplate, gets: { given: true } },
  },
  {
    id: "C5.10",
    python: { method: "POST", path: "/api/v1/templates/c5-10.txt", body: bytes },
    effect: async (rest) => expect(await read(rest, "c5-10.txt")).toBe(bytes.toString()),
  },
  {
    id: "C5.10",
    python: { method: "POST", path: "/api/v1/templates/c5-10.json", body: '{"content": "kept"}' },
    effect: async (rest) => expect(await read(rest, "c5-10.json")).toBe('{"content": "kept"}'),
  },
  {
    id: "C5.10",
    go: { method: "POST", path: "/api/v1/templates/c5-10.txt", body: { content: "<unwrapped>" } },
    effect: async (rest) => expect(await read(rest, "c5-10.txt")).toBe("<unwrapped>"),
  },
  {
    id: "C5.11",
    java: {
      method: "POST",
      path: "/api/v1/templates",
      body: { name: "c5-11.json", content: "{}", namespace: "sandbox" },
      decodes: javaTemplate,
      gets: { name: "c5-11.json", size: 2 },
    },
    effect: async (rest) => expect(await read(rest, "c5-11.json")).toBe("{}"),
  },
  {
    id: "C5.12",
    given: template,
    python: { method: "DELETE", path: "/api/v1/templates/mails%2Fc5%20x.json" },
    go: { method: "DELETE", path: "/api/v1/templates/mails%2Fc5%20x.json" },
    java: { method: "DELETE", path: "/api/v1/templates/mails%2Fc5+x.json" },
    effect: async (rest) => expect((await rest.call("GET", `${api}/templates/mails%2Fc5%20x.json`)).status).toBe(404),
  },
];
