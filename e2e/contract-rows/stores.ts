import { type ContractRow, entry } from "./row.ts";

/** Contract C2. */
export const storeRows: ContractRow[] = [
  {
    id: "C2.1",
    method: "GET",
    path: "/api/v1/stores/global?namespace=sandbox",
    given: entry("/stores/global"),
    answer: { "app.version": { major: 1 } },
  },
  {
    id: "C2.2",
    method: "POST",
    path: "/api/v1/stores/global",
    body: { key: "k", value: 1, namespace: "sandbox" },
    answer: { key: "k", value: 1, namespace: "sandbox", success: true },
  },
  { id: "C2.3", method: "DELETE", path: "/api/v1/stores/global/app.version", given: entry("/stores/global") },
  {
    id: "C2.4",
    method: "GET",
    path: "/api/v1/stores/chain/order%2Fflow",
    given: entry("/stores/chain/order%2Fflow"),
    answer: { "app.version": { major: 1 } },
  },
  { id: "C2.4", method: "GET", path: "/api/v1/stores/chain/unknown", answer: {} },
  {
    id: "C2.5",
    method: "POST",
    path: "/api/v1/stores/chain/c2-5",
    body: { key: "k", value: [1] },
    answer: { key: "k", value: [1], namespace: "sandbox", success: true },
  },
  { id: "C2.6", method: "DELETE", path: "/api/v1/stores/chain/c2-6/app.version", given: entry("/stores/chain/c2-6") },
];
