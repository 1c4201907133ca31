import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sealedColumns } from "./sealed-columns.ts";

/** Fields of the schema that are sealed, or have something sealed in them, as their comments say: `table.column`. */
function listSealedFields(schema: string): string[] {
  return [...schema.matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)].flatMap(([, body = ""]) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? "";
    return [...body.matchAll(/((?:^ +\/\/\/.*\n)+)^ +(\w+) +.*$/gm)].flatMap(([line, comment = "", field = ""]) =>
      /sealed[.;]|secrets in it are sealed/i.test(comment)
        ? [`${table}.${/@map\("(\w+)"\)/.exec(line)?.[1] ?? field}`]
        : [],
    );
  });
}

test("the columns that are sealed anew when the key changes are those of which the schema says that they are sealed", () => {
  const fields = listSealedFields(readFileSync(new URL("../../../prisma/schema.prisma", import.meta.url), "utf8"));
  expect(fields.sort()).toEqual(sealedColumns.map(({ table, column }) => `${table}.${column}`).sort());
});
