import { expect } from "@playwright/test";
import { type ContractRow, type Given, listOf, number, text } from "./row.ts";

const tagged: Given = async (client) => {
  await client.call("POST", "/api/v1/tags?namespace=sandbox", { body: { tag: "audited" } });
  return { ns: "sandbox" };
};
const having = (values: Record<string, unknown>) => expect.objectContaining(values) as unknown;
const entries = listOf(
  having({
    ...{ id: text, namespace: "sandbox", at: text, operation: "tag.create", outcome: "done", reason: null, times: 1 },
    ...{ actor: having({ kind: "user", name: "admin" }), resource: { type: "tag", id: "audited", name: null } },
    ...{ before: null, after: { name: "audited" } },
  }),
);
const chain = { namespace: null, intact: true, sealedTo: number, waiting: number, removedTo: 0, problem: null };

/** Contract, Decided 21 and C10: the audit trail. Its export is no JSON, and is tried in rest-audit.spec.ts. */
export const auditRows: ContractRow[] = [
  {
    ...{ id: "C10.audit", method: "GET", path: "/api/v1/admin/audit?operation=tag." },
    given: tagged,
    answer: { entries, items: entries },
  },
  {
    ...{ id: "C10.audit", method: "GET", path: "/api/v1/namespaces/{ns}/audit?operation=tag." },
    given: tagged,
    answer: { entries, items: entries },
  },
  {
    ...{ id: "C10.audit", method: "GET", path: "/api/v1/admin/audit/verify" },
    answer: { intact: true, chains: listOf(having(chain)) },
  },
];
