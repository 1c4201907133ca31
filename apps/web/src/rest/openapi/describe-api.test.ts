import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { type ApiDocument, createDocumentCheck } from "../../../../../test/api-document.ts";
import { createRestApp } from "../rest-app.ts";
import { bodyExamples } from "./examples.ts";

const answer = await createRestApp().request("/api/v1/openapi.json");
const document = (await answer.json()) as ApiDocument;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
);

describe("the OpenAPI document", () => {
  it("is valid OpenAPI 3.1", async () => {
    const validator = new Validator();
    expect(await validator.validate(structuredClone({ ...document }))).toEqual({ valid: true });
    expect(validator.version).toBe("3.1");
  });

  it.each(operations)("names $method $path, and says to which section it belongs", ({ operationId, tags }) => {
    expect(operationId).toMatch(/^[a-z]+([A-Z][a-z0-9]*)*$/);
    expect(tags).toHaveLength(1);
  });

  it("has each name once", () => {
    const names = operations.map(({ operationId }) => operationId);
    expect(names).toEqual([...new Set(names)]);
  });

  it("tells which statuses an operation may answer with, those of failures included", () => {
    for (const { path, responses } of operations.filter((one) => one.path.startsWith("/api/v1/"))) {
      expect(Object.keys(responses), path).toEqual(expect.arrayContaining(["200", "500"]));
    }
  });

  it("is the same as YAML and where other clients look for it", async () => {
    const json = await createRestApp().request("/swagger/doc.json");
    expect(await json.json()).toEqual(document);
    const yaml = await createRestApp().request("/swagger/swagger.yaml");
    expect(yaml.headers.get("content-type")).toBe("application/yaml");
    expect(await yaml.text()).toContain("operationId: saveMock");
  });
});

describe("the examples", () => {
  const check = createDocumentCheck(document);
  const withExample = operations.filter(({ operationId = "" }) => operationId in bodyExamples);

  it.each(withExample)("fit what $method $path takes", ({ path, method }) => {
    expect(check.findExampleProblems(path, method)).toEqual([]);
  });

  it("belong to operations that are there", () => {
    expect(operations.map(({ operationId }) => operationId)).toEqual(expect.arrayContaining(Object.keys(bodyExamples)));
  });
});
