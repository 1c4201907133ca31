import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import { expect, test } from "vitest";
import { createRestApp } from "./rest-app.ts";
import { usedPaths } from "../../../cli/src/api/used-paths.ts";

test("the client's types are those of the route table (npx vitest run --project unit apps/web/src/rest/cli-types -u writes them anew)", async () => {
  const document = createRestApp().getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: "Understudy", version: "1" },
  }) as OpenAPI3;
  const paths = Object.fromEntries(usedPaths.map((path) => [path, document.paths?.[path]]));
  expect(Object.keys(paths).filter((path) => paths[path] === undefined)).toEqual([]);
  const types = astToString(await openapiTS({ ...document, paths } as OpenAPI3));
  const header =
    "// Made from the route table of the REST API by apps/web/src/rest/cli-types.test.ts; not to be edited.\n\n";
  await expect(header + types).toMatchFileSnapshot("../../../cli/src/api/rest-api.d.ts");
});
