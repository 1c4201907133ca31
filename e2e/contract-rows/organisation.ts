import { expect } from "@playwright/test";
import { api, type ContractRow, type Given, listOf, number, saved, text } from "./row.ts";

const folder: Given = async (client) => {
  const made = await client.call("POST", `${api}/mock-folders`, { body: { name: "given" } });
  return { folder: String(made.body["id"]) };
};
const template: Given = async (client) => {
  await client.call("POST", `${api}/templates/given.json`, { body: '{"given":true}' });
  return {};
};
const aFolder = {
  id: text,
  name: text,
  namespace: "sandbox",
  sortOrder: number,
  mockCount: 0,
  createdAt: text,
  updatedAt: text,
};

/** Contract C5. */
export const organisationRows: ContractRow[] = [
  {
    id: "C5.1",
    method: "GET",
    path: "/api/v1/tags?namespace=sandbox",
    given: saved("c5-1", { tags: ["c5-1"] }),
    answer: { namespace: "sandbox", tags: listOf("c5-1"), items: listOf({ name: "c5-1", count: 1 }) },
  },
  {
    id: "C5.2",
    method: "POST",
    path: "/api/v1/tags",
    body: { tag: "python" },
    answer: { tag: "python", name: "python", count: 0, namespace: "sandbox" },
  },
  {
    id: "C5.2",
    method: "POST",
    path: "/api/v1/tags",
    body: { name: "go" },
    answer: { tag: "go", name: "go", count: 0 },
  },
  {
    id: "C5.3",
    method: "GET",
    path: "/api/v1/mock-folders",
    given: folder,
    answer: { folders: listOf(expect.objectContaining(aFolder)) },
  },
  {
    id: "C5.4",
    method: "POST",
    path: "/api/v1/mock-folders",
    body: { id: "", name: "new", parentId: "", createdAt: "" },
    answer: { ...aFolder, name: "new", parentId: null },
  },
  {
    id: "C5.5",
    method: "PUT",
    path: "/api/v1/mock-folders/{folder}",
    body: { name: "renamed", sortOrder: 3 },
    given: folder,
    answer: { ...aFolder, name: "renamed", sortOrder: 3 },
  },
  { id: "C5.6", method: "DELETE", path: "/api/v1/mock-folders/{folder}", given: folder },
  {
    id: "C5.7",
    method: "PATCH",
    path: "/api/v1/mock-folders/{folder}/move",
    body: { parentId: "" },
    given: folder,
    answer: { ...aFolder, parentId: null },
  },
  {
    id: "C5.8",
    method: "GET",
    path: "/api/v1/templates?namespace=sandbox&search=given&limit=10&offset=0",
    given: template,
    answer: { namespace: "sandbox", total: 1, templates: ["given.json"], limit: 10, offset: 0 },
  },
  { id: "C5.9", method: "GET", path: "/api/v1/templates/given.json", given: template, answer: { given: true } },
  { id: "C5.10", method: "POST", path: "/api/v1/templates/raw.txt", body: "no JSON at all" },
  {
    id: "C5.10",
    method: "POST",
    path: "/api/v1/templates/wrapped.txt",
    body: { content: "text" },
    answer: { size: 4 },
  },
  {
    id: "C5.11",
    method: "POST",
    path: "/api/v1/templates",
    body: { name: "java.json", content: "{}", namespace: "sandbox" },
    answer: {
      name: "java.json",
      path: "java.json",
      size: 2,
      contentType: "application/json",
      namespace: "sandbox",
      createdAt: number,
      updatedAt: number,
    },
  },
  { id: "C5.12", method: "DELETE", path: "/api/v1/templates/given.json", given: template },
];
