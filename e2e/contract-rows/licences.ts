import { expect } from "@playwright/test";
import { createIssuer } from "../../test/licences.ts";
import { api, type ContractRow, type Given, listOf, number, text } from "./row.ts";

/** Whose licences count where the rows are tried. */
export const issuer = createIssuer();

const path = `${api}/admin/licenses`;
const activated: Given = async (client) => {
  const key = issuer.issue({ type: "enterprise", features: ["ai"] });
  const answer = await client.call("POST", `${path}/activate`, { body: { key } });
  return { id: String(answer.body["id"]) };
};
const licence = {
  ...{ id: text, key: expect.stringMatching(/^••••••.{6}$/) as unknown, type: "enterprise", status: "active" },
  ...{ expiresAt: number, createdAt: number },
};

/** Contract C10, licences, and what Decided 21 adds. What they allow together is unlimited, so that other rows meet no limit. */
export const licenceRows: ContractRow[] = [
  {
    id: "C10.18",
    method: "GET",
    path: `${path}/status`,
    given: activated,
    answer: { active: true, type: "enterprise", expiresAt: number, maxUsers: null, maxMocks: null },
  },
  {
    id: "C10.19",
    method: "GET",
    path,
    given: activated,
    answer: listOf(expect.objectContaining(licence)),
  },
  {
    id: "C10.20",
    method: "POST",
    path: `${path}/activate`,
    body: { key: issuer.issue({ type: "enterprise" }) },
    answer: licence,
  },
  {
    id: "C10.21",
    method: "GET",
    path: `${path}/usage`,
    answer: { users: number, mocks: number, namespaces: number },
  },
  {
    id: "C10.22",
    method: "GET",
    path: `${path}/combined-limits`,
    given: activated,
    answer: {
      ...{ maxUsers: null, maxMocks: null, maxNamespaces: null },
      ...{ aiEnabled: true, perfEnabled: false, fuzzEnabled: false },
    },
  },
  {
    id: "C10.19",
    method: "PUT",
    path: `${path}/{id}`,
    given: activated,
    body: { enabled: false, note: "x" },
    answer: { status: "revoked", note: "x" },
  },
  { id: "C10.19", method: "DELETE", path: `${path}/{id}`, given: activated, answer: { success: true } },
];
