import { expect } from "@playwright/test";
import { logEntry, mockModel } from "../clients/models.ts";
import { api, type Given, listOf, mock, saved, text } from "../contract-rows/row.ts";
import type { RestClient } from "../rest-client.ts";
import { anyListUnder, bareList, listUnder, onlyList } from "./lists.ts";
import { type ClientRow, everyone } from "./row.ts";

const read = async (rest: RestClient, id: string) => (await rest.call("GET", `${api}/mocks/${id}`)).body;
const called =
  (id: string): Given =>
  async (client) => {
    await client.save(mock(id));
    await client.call("GET", `/stubs/sandbox/${id}?a=1`);
    return {};
  };
const inFolder: Given = async (client) => {
  await client.save(mock("c1-11"));
  const made = await client.call("POST", `${api}/mock-folders`, { body: { name: "f" } });
  return { folder: String(made.body["id"]) };
};

/** Contract C1.8 to C1.20: many mocks, what is logged of one, its history, chains. */
export const mockBatchRows: ClientRow[] = [
  {
    id: "C1.8",
    go: {
      method: "POST",
      path: "/api/v1/mocks/batch",
      body: [mock("c1-8"), { ...mock("c1-8b"), grpc: {}, proxy: {} }],
    },
    java: { method: "POST", path: "/api/v1/mocks/batch", body: { mocks: [mock("c1-8"), mock("c1-8b")] } },
    effect: async (rest) => expect(await read(rest, "c1-8b")).toMatchObject({ id: "c1-8b" }),
  },
  {
    id: "C1.9",
    given: saved("c1-9"),
    ...everyone({ method: "DELETE", path: "/api/v1/mocks/batch", body: { ids: ["c1-9"] } }),
    effect: async (rest) => expect((await rest.call("GET", "/stubs/sandbox/c1-9")).status).toBe(404),
  },
  {
    id: "C1.10",
    given: async (client) => {
      await client.save(mock("c1-10"));
      await client.call("DELETE", `${api}/mocks/c1-10`);
      return {};
    },
    ...everyone({ method: "POST", path: "/api/v1/mocks/batch/restore", body: { ids: ["c1-10"] } }),
    effect: async (rest) => expect((await rest.call("GET", "/stubs/sandbox/c1-10")).status).toBe(200),
  },
  {
    id: "C1.11",
    given: inFolder,
    ...everyone({ method: "PATCH", path: "/api/v1/mocks/batch/move", body: { ids: ["c1-11"], folderId: "{folder}" } }),
    effect: async (rest) => expect(await read(rest, "c1-11")).toMatchObject({ folderId: text }),
  },
  {
    id: "C1.11",
    given: saved("c1-11"),
    python: { method: "PATCH", path: "/api/v1/mocks/batch/move", body: { ids: ["c1-11"], folderId: null } },
    go: { method: "PATCH", path: "/api/v1/mocks/batch/move", body: { ids: ["c1-11"], folderId: "" } },
    effect: async (rest) => expect(await read(rest, "c1-11")).not.toHaveProperty("folderId", text),
  },
  {
    id: "C1.12",
    given: saved("c1-12", { tags: ["old"] }),
    ...everyone({ method: "PATCH", path: "/api/v1/mocks/batch/tags", body: { ids: ["c1-12"], tags: ["new"] } }),
    effect: async (rest) => expect(await read(rest, "c1-12")).toMatchObject({ tags: ["new"] }),
  },
  {
    id: "C1.13",
    given: saved("c1-13"),
    ...everyone({
      method: "POST",
      path: "/api/v1/mocks/copy-to-namespace",
      body: { ids: ["c1-13"], targetNamespace: "target" },
    }),
    effect: async (rest) => expect((await rest.call("GET", "/stubs/target/c1-13")).status).toBe(200),
  },
  {
    id: "C1.14",
    given: called("c1-14"),
    python: {
      method: "GET",
      path: "/api/v1/mocks/c1-14/logs?offset=0&limit=50",
      ...anyListUnder("logs", "items"),
      gets: listOf(expect.objectContaining({ id: text, calledAt: text, method: "GET" })),
    },
    go: {
      method: "GET",
      path: "/api/v1/mocks/c1-14/logs?limit=1",
      ...listUnder("requests", logEntry),
      gets: [{ id: text, calledAt: text }],
    },
    java: {
      method: "GET",
      path: "/api/v1/mocks/c1-14/logs",
      ...bareList("map"),
      gets: listOf(expect.objectContaining({ id: text, calledAt: text })),
    },
  },
  {
    id: "C1.15",
    given: called("c1-15"),
    ...everyone({ method: "DELETE", path: "/api/v1/mocks/c1-15/logs" }),
    effect: async (rest) => expect((await rest.call("GET", `${api}/mocks/c1-15/logs`)).body["total"]).toBe(0),
  },
  {
    id: "C1.16",
    given: saved("c1-16"),
    // Python makes an empty list of the canonical answer (contract C0.7), and does not fail.
    python: { method: "GET", path: "/api/v1/mocks/c1-16/versions", ...onlyList, gets: [] },
    go: {
      method: "GET",
      path: "/api/v1/mocks/c1-16/versions",
      ...bareList(mockModel),
      gets: listOf(expect.objectContaining({ version: 2 })),
    },
    java: {
      method: "GET",
      path: "/api/v1/mocks/c1-16/versions",
      ...bareList(mockModel),
      gets: listOf(expect.objectContaining({ version: 2 })),
    },
  },
  {
    id: "C1.17",
    given: saved("c1-17"),
    ...everyone({
      method: "GET",
      path: "/api/v1/mocks/c1-17/versions/1",
      decodes: mockModel,
      gets: { id: "c1-17", http: { route: "/c1-17" }, priority: 1 },
    }),
  },
  {
    id: "C1.18",
    given: saved("c1-18"),
    ...everyone({ method: "POST", path: "/api/v1/mocks/c1-18/versions/1/restore" }),
    effect: async (rest) => expect(await read(rest, "c1-18")).toMatchObject({ priority: 1 }),
  },
  {
    id: "C1.19",
    given: saved("c1-19", { chainId: "my chain" }),
    python: { method: "GET", path: "/api/v1/mocks/chains/my%20chain", ...onlyList, gets: [{ id: "c1-19" }] },
    go: { method: "GET", path: "/api/v1/mocks/chains/my%20chain", ...bareList(mockModel), gets: [{ id: "c1-19" }] },
    java: { method: "GET", path: "/api/v1/mocks/chains/my+chain", ...bareList(mockModel), gets: [{ id: "c1-19" }] },
  },
  {
    id: "C1.20",
    given: saved("c1-20", { chainId: "past chain" }),
    python: { method: "DELETE", path: "/api/v1/mocks/chains/past%20chain" },
    java: { method: "DELETE", path: "/api/v1/mocks/chains/past+chain" },
    effect: async (rest) => expect((await rest.call("GET", "/stubs/sandbox/c1-20")).status).toBe(404),
  },
];
