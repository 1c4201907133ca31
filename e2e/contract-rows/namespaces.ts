import { type ContractRow, listOf, saved } from "./row.ts";

/** Contract C3. */
export const namespaceRows: ContractRow[] = [
  { id: "C3.1", method: "GET", path: "/api/v1/namespaces", answer: { namespaces: listOf("sandbox") } },
  { id: "C3.2", method: "POST", path: "/api/v1/namespaces", body: { name: "c3-2" } },
  {
    id: "C3.3",
    method: "POST",
    path: "/api/v1/namespaces/copy-mocks",
    body: { sourceNamespace: "sandbox", targetNamespace: "target" },
  },
  {
    id: "C3.3",
    method: "POST",
    path: "/api/v1/namespaces/copy-mocks",
    body: { sourceNamespace: "sandbox", targetNamespace: "target", mockIds: ["c3-3"] },
    given: saved("c3-3"),
  },
];
