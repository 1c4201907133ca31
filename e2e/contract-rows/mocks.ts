import { api, type ContractRow, type Given, mock, number, saved, text } from "./row.ts";

const deleted =
  (id: string): Given =>
  async (client) => {
    await client.save(mock(id));
    await client.call("DELETE", `${api}/mocks/${id}`);
    return {};
  };
const version = { id: text, mock_id: "c1-16", version: 2, created_at: number, lifecycle_state: "active", tags: ["t"] };

/** Contract C1. */
export const mockRows: ContractRow[] = [
  {
    id: "C1.1",
    method: "POST",
    path: "/api/v1/mocks",
    body: mock("c1-1"),
    answer: { id: "c1-1", mock: { id: "c1-1" }, isNew: false, overwritten: false, success: true, message: text },
  },
  {
    id: "C1.2",
    method: "GET",
    path: "/api/v1/mocks?offset=0&limit=50&search=c1-2&tags=t,u",
    given: saved("c1-2", { tags: ["t", "u"] }),
    answer: {
      mocks: [{ id: "c1-2" }],
      items: [{ id: "c1-2" }],
      count: 1,
      total: 1,
      limit: 50,
      offset: 0,
      message: text,
    },
  },
  {
    id: "C1.3",
    method: "GET",
    path: "/api/v1/mocks/c1-3",
    given: saved("c1-3"),
    answer: { id: "c1-3", createdAt: number },
  },
  {
    id: "C1.4",
    method: "PATCH",
    path: "/api/v1/mocks/c1-4",
    body: { priority: 7 },
    given: saved("c1-4"),
    answer: { id: "c1-4", priority: 7, mock: { id: "c1-4", priority: 7 }, isNew: true, success: true },
  },
  { id: "C1.5", method: "DELETE", path: "/api/v1/mocks/c1-5", given: saved("c1-5") },
  { id: "C1.6", method: "POST", path: "/api/v1/mocks/c1-6/restore", given: deleted("c1-6"), answer: { id: "c1-6" } },
  { id: "C1.7", method: "DELETE", path: "/api/v1/mocks/c1-7/purge", given: deleted("c1-7") },
  { id: "C1.8", method: "POST", path: "/api/v1/mocks/batch", body: [mock("c1-8-a"), mock("c1-8-b")] },
  { id: "C1.8", method: "POST", path: "/api/v1/mocks/batch", body: { mocks: [mock("c1-8-c")] } },
  { id: "C1.9", method: "DELETE", path: "/api/v1/mocks/batch", body: { ids: ["c1-9"] }, given: saved("c1-9") },
  {
    id: "C1.10",
    method: "POST",
    path: "/api/v1/mocks/batch/restore",
    body: { ids: ["c1-10"] },
    given: deleted("c1-10"),
  },
  {
    id: "C1.11",
    method: "PATCH",
    path: "/api/v1/mocks/batch/move",
    body: { ids: ["c1-11"], folderId: null },
    given: saved("c1-11"),
  },
  {
    id: "C1.12",
    method: "PATCH",
    path: "/api/v1/mocks/batch/tags",
    body: { ids: ["c1-12"], tags: ["x"] },
    given: saved("c1-12"),
  },
  {
    id: "C1.13",
    method: "POST",
    path: "/api/v1/mocks/copy-to-namespace",
    body: { ids: ["c1-13"], targetNamespace: "target" },
    given: saved("c1-13"),
  },
  {
    id: "C1.13",
    method: "POST",
    path: "/api/v1/mocks/copy-to-namespace",
    body: { mockIds: ["c1-13"], targetNamespace: "target" },
    given: saved("c1-13"),
  },
  {
    id: "C1.16",
    method: "GET",
    path: "/api/v1/mocks/c1-16/versions",
    given: saved("c1-16", { tags: ["t"] }),
    answer: { mock_id: "c1-16", count: 2, versions: [{ ...version, mock: { id: "c1-16" } }, { version: 1 }] },
  },
  {
    id: "C1.17",
    method: "GET",
    path: "/api/v1/mocks/c1-17/versions/2",
    given: saved("c1-17"),
    answer: {
      id: "c1-17",
      http: { route: "/c1-17" },
      version: { version: 2, mock: { id: "c1-17" } },
      previous_version: { version: 1, mock: { priority: 1 } },
    },
  },
  { id: "C1.18", method: "POST", path: "/api/v1/mocks/c1-18/versions/1/restore", given: saved("c1-18") },
  {
    id: "C1.19",
    method: "GET",
    path: "/api/v1/mocks/chains/order%20flow",
    given: saved("c1-19", { chainId: "order flow" }),
    answer: [{ id: "c1-19" }],
  },
  { id: "C1.20", method: "DELETE", path: "/api/v1/mocks/chains/c1-20", given: saved("c1-20", { chainId: "c1-20" }) },
];
