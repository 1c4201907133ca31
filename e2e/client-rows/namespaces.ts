import { expect } from "@playwright/test";
import { api, listOf, saved } from "../contract-rows/row.ts";
import { anyListUnder, bareList, listUnder } from "./lists.ts";
import type { ClientRow } from "./row.ts";

/** Contract C3. */
export const namespaceRows: ClientRow[] = [
  {
    id: "C3.1",
    python: {
      method: "GET",
      path: "/api/v1/namespaces",
      ...anyListUnder("namespaces", "items"),
      gets: listOf("sandbox"),
    },
    go: { method: "GET", path: "/api/v1/namespaces", ...listUnder("namespaces", "string"), gets: listOf("sandbox") },
    java: { method: "GET", path: "/api/v1/namespaces", ...bareList("string"), gets: listOf("sandbox") },
  },
  {
    id: "C3.2",
    python: { method: "POST", path: "/api/v1/namespaces", body: { name: "c3-2-python" } },
    effect: async (rest) => {
      const { body } = await rest.call("GET", `${api}/namespaces`);
      expect(body["namespaces"]).toContain("c3-2-python");
    },
  },
  {
    id: "C3.2",
    go: { method: "POST", path: "/api/v1/namespaces", body: { name: "c3-2-go" } },
    effect: async (rest) => {
      const { body } = await rest.call("GET", `${api}/namespaces`);
      expect(body["namespaces"]).toContain("c3-2-go");
    },
  },
  { id: "C3.2", java: { method: "POST", path: "/api/v1/namespaces", body: { name: "c3-2-java" } } },
  {
    id: "C3.3",
    given: saved("c3-3"),
    python: {
      method: "POST",
      path: "/api/v1/namespaces/copy-mocks",
      body: { sourceNamespace: "sandbox", targetNamespace: "target", mockIds: ["c3-3"] },
    },
    effect: async (rest) => expect((await rest.call("GET", "/stubs/target/c3-3")).status).toBe(200),
  },
  {
    id: "C3.3",
    given: saved("c3-3 all"),
    python: {
      method: "POST",
      path: "/api/v1/namespaces/copy-mocks",
      body: { sourceNamespace: "sandbox", targetNamespace: "target" },
    },
    effect: async (rest) => expect((await rest.call("GET", "/stubs/target/c3-3%20all")).status).toBe(200),
  },
];
