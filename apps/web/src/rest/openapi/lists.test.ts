import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { createRestApp } from "../rest-app.ts";

/**
 * Answers with something of which there may be many, that are whole all the same, and what bounds them. Every other one is paged. The
 * same table is in docs/decisions/0033-paging.md.
 */
const wholeLists: Readonly<Record<string, string>> = {
  listFolders: "a tree of at most 1,000 folders, of no use in parts",
  listMockVersions: "at most 100 versions, and 16 MiB",
  listNamespaceWebhooks: "at most 100",
  listAdminWebhooks: "at most 100",
  listStubKeys: "at most 20",
  listBackupConfigs: "at most 100",
  listLicenses: "at most 100",
  listJobs: "a fixed set",
  listSessions: "the newest 200",
  listAwaitingManual: "always empty",
  summariseTrash: "a count for each type",
  summariseAllTrash: "a count for each type",
  verifyAuditTrail: "at most 1,000 chains, and 20 s; `namespace` chooses one",
  getMe: "the names of at most 10,000 namespaces; `listNamespaces` has all",
  getCounts: "fixed keys",
  getFeatures: "fixed keys",
  getLicenseStatus: "what at most 100 licences come to",
  getCombinedLimits: "fixed keys",
  getApiDescription: "the document",
  getMock: "one mock, as large as a body may be",
  getMockVersion: "one mock, as large as a body may be",
  getRequest: "one call: its headers, its body up to a bound",
  getTimeline: "one call, with its callbacks and what came of them",
  getDelivery: "one delivery, with its attempts, whose number its retry policy bounds",
  getToken: "one token: actions of a fixed set",
  getCleanupPolicy: "one policy, as large as a body may be",
  getCleanupPolicyByAdmin: "one policy, as large as a body may be",
  getNamespaceWebhook: "one webhook, as large as a body may be",
  getAdminWebhook: "one webhook, as large as a body may be",
};

interface Schema {
  $ref?: string;
  type?: string | string[];
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
}
interface Operation {
  operationId: string;
  parameters?: { name: string; in: string; schema: { maximum?: number; type?: string } }[];
  responses: Record<string, { headers?: object; content?: Record<string, { schema: Schema }> }>;
}
interface Document {
  paths: Record<string, { get?: Operation }>;
  components: { schemas: Record<string, Schema> };
}

const answer = await createRestApp().request("/api/v1/openapi.json");
const document = (await answer.json()) as Document;
const lists = Object.values(document.paths).flatMap(({ get }) => (get !== undefined && isList(get) ? [get] : []));
const paged = lists.filter((operation) => findParameter(operation, "cursor") !== undefined);

describe("every list", () => {
  it("is found", () => {
    const found = lists.map(({ operationId }) => operationId);
    expect(found).toEqual(expect.arrayContaining(["listMocks", "listUsers", "getGlobalStore", "listChainMocks"]));
  });

  it("is paged, or is whole by a decision", () => {
    const whole = lists.filter((operation) => !paged.includes(operation)).map(({ operationId }) => operationId);
    expect(whole.sort()).toEqual(Object.keys(wholeLists).sort());
  });

  it("that is whole is named in the decision", async () => {
    const decision = await readFile(new URL("../../../../../docs/decisions/0033-paging.md", import.meta.url), "utf8");
    const rows = decision.split("\n");
    for (const [name, bound] of Object.entries(wholeLists)) {
      expect(rows.find((row) => row.includes(`\`${name}\``) && row.startsWith("| "))).toContain(`| ${bound} `);
    }
  });

  it.each(paged)("that is paged bounds its pages, and says where the next one is: $operationId", (operation) => {
    expect(findParameter(operation, "limit")?.schema).toHaveProperty("maximum");
    const { headers = {}, content } = operation.responses["200"] ?? {};
    expect(Object.keys(headers)).toContain("link");
    const schemas = shapesOf(content?.["application/json"]?.schema);
    const objects = schemas.filter(({ properties }) => properties !== undefined);
    for (const { properties } of objects) expect(Object.keys(properties ?? {})).toContain("nextCursor");
  });
});

function findParameter({ parameters = [] }: Operation, name: string) {
  return parameters.find((parameter) => parameter.in === "query" && parameter.name === name);
}

/** Whether what it answers is, or has, something of which there may be many. */
function isList({ responses }: Operation): boolean {
  return shapesOf(responses["200"]?.content?.["application/json"]?.schema).some(
    (shape) =>
      shape.type === "array" ||
      typeof shape.additionalProperties === "object" ||
      Object.values(shape.properties ?? {}).some((property) => shapesOf(property).some(({ type }) => type === "array")),
  );
}

/** The schemas of which it is one. */
function shapesOf(schema: Schema | undefined): Schema[] {
  if (schema === undefined) return [];
  if (schema.$ref !== undefined) return shapesOf(document.components.schemas[schema.$ref.split("/").at(-1) ?? ""]);
  return schema.anyOf === undefined ? [schema] : schema.anyOf.flatMap(shapesOf);
}
