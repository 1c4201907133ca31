import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import { expect, test } from "vitest";
import { usedPaths } from "../../../cli/src/api/used-paths.ts";
import { createRestApp } from "./rest-app.ts";

const header =
  "// Made from the route table of the REST API by apps/web/src/rest/cli-types.test.ts; not to be edited.\n\n";

// Takes a second on a machine that does nothing else.
const timeout = 60_000;

test(
  "the types of the command line's client are those of the route table (-u writes them anew)",
  { timeout },
  async () => {
    const info = { title: "Understudy", version: "1" };
    const document = createRestApp().getOpenAPI31Document({ openapi: "3.1.0", info }) as OpenAPI3;
    const paths = Object.fromEntries(usedPaths.map((path) => [path, document.paths?.[path]]));
    expect(Object.keys(paths).filter((path) => paths[path] === undefined)).toEqual([]);
    const schemas = keepUsed(document.components?.schemas ?? {}, paths);
    const types = astToString(await openapiTS({ openapi: "3.1.0", info, paths, components: { schemas } } as OpenAPI3));
    await expect(header + types).toMatchFileSnapshot("../../../cli/src/api/rest-api.d.ts");
  },
);

/** The schemas that these paths name, and those that these name. */
function keepUsed<Schema>(schemas: Record<string, Schema>, paths: object): Record<string, Schema> {
  const used = new Set<string>();
  const find = (part: unknown): void => {
    for (const [, name = ""] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      find(schemas[name]);
    }
  };
  find(paths);
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)));
}
