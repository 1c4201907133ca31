import { expect } from "@playwright/test";
import { api, entry } from "../contract-rows/row.ts";
import type { RestClient } from "../rest-client.ts";
import { type ClientCall, type ClientRow } from "./row.ts";

const store = async (rest: RestClient, path: string) => (await rest.call("GET", `${api}/stores/${path}`)).body;
const readsMap = { decodes: "map", gets: { "app.version": { major: 1 } } } satisfies Partial<ClientCall>;

/** Contract C2. Python names the namespace in its header, Go in a body, Java in the query and the body. */
export const storeRows: ClientRow[] = [
  {
    id: "C2.1",
    given: entry("/stores/global"),
    python: { method: "GET", path: "/api/v1/stores/global", ...readsMap },
    go: { method: "GET", path: "/api/v1/stores/global", ...readsMap },
    java: { method: "GET", path: "/api/v1/stores/global?namespace=sandbox", ...readsMap },
  },
  {
    id: "C2.2",
    python: { method: "POST", path: "/api/v1/stores/global", body: { key: "c2.2", value: { n: [0, null] } } },
    go: {
      method: "POST",
      path: "/api/v1/stores/global",
      body: { key: "c2.2", namespace: "sandbox", value: { n: [0, null] } },
    },
    java: {
      method: "POST",
      path: "/api/v1/stores/global",
      body: { namespace: "sandbox", key: "c2.2", value: { n: [0, null] } },
    },
    effect: async (rest) => expect(await store(rest, "global")).toMatchObject({ "c2.2": { n: [0, null] } }),
  },
  {
    id: "C2.3",
    given: async (client) => {
      await client.call("POST", `${api}/stores/global`, { body: { key: "c2/3 ü", value: 1 } });
      return {};
    },
    python: { method: "DELETE", path: "/api/v1/stores/global/c2%2F3%20%C3%BC" },
    go: { method: "DELETE", path: "/api/v1/stores/global/c2%2F3%20%C3%BC" },
    java: { method: "DELETE", path: "/api/v1/stores/global/c2%2F3+%C3%BC?namespace=sandbox" },
    effect: async (rest) => expect(await store(rest, "global")).not.toHaveProperty(["c2/3 ü"]),
  },
  {
    id: "C2.4",
    given: entry("/stores/chain/order%2Fflow%201"),
    python: { method: "GET", path: "/api/v1/stores/chain/order%2Fflow%201", ...readsMap },
    go: { method: "GET", path: "/api/v1/stores/chain/order%2Fflow%201", ...readsMap },
    java: { method: "GET", path: "/api/v1/stores/chain/order%2Fflow%201?namespace=sandbox", ...readsMap },
  },
  {
    id: "C2.5",
    // Only Python can say null: Java's maps can't hold it.
    python: { method: "POST", path: "/api/v1/stores/chain/c2-5", body: { key: "k", value: null } },
    effect: async (rest) => expect(await store(rest, "chain/c2-5")).toEqual({ k: null }),
  },
  {
    id: "C2.5",
    go: { method: "POST", path: "/api/v1/stores/chain/c2-5b", body: { key: "k", namespace: "sandbox", value: "<&>" } },
    java: {
      method: "POST",
      path: "/api/v1/stores/chain/c2-5b",
      body: { namespace: "sandbox", key: "k", value: "<&>" },
    },
    effect: async (rest) => expect(await store(rest, "chain/c2-5b")).toEqual({ k: "<&>" }),
  },
  {
    id: "C2.6",
    given: entry("/stores/chain/c2-6"),
    python: { method: "DELETE", path: "/api/v1/stores/chain/c2-6/app.version" },
    go: { method: "DELETE", path: "/api/v1/stores/chain/c2-6/app.version" },
    java: { method: "DELETE", path: "/api/v1/stores/chain/c2-6/app.version?namespace=sandbox" },
    effect: async (rest) => expect(await store(rest, "chain/c2-6")).toEqual({}),
  },
];
