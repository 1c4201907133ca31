import { expect, it } from "vitest";
import { type FakerDefinition, fakerGroups } from "./faker-names.ts";

/** docs/fakers.md is made of the definitions: `npx vitest run --project unit packages/templating/src/faker-docs.test.ts -u` writes it anew. */
it("the documentation lists every faker with its type and an example", async () => {
  await expect(renderFakerDocs()).toMatchFileSnapshot("../../../docs/fakers.md");
});

function renderFakerDocs(): string {
  const groups = Object.entries<Record<string, FakerDefinition>>(fakerGroups);
  const sections = groups.map(([group, fakers]) => {
    const rows = Object.entries(fakers).map(([name, definition]) => renderRow(name, definition));
    return [`## ${group}`, "", "| expression | gives | example |", "| --- | --- | --- |", ...rows].join("\n");
  });
  return [introduction, ...sections, ""].join("\n\n").replace(/\n+$/, "\n");
}

function renderRow(name: string, { parameters, example }: FakerDefinition): string {
  const expression = parameters === undefined ? `$.fake.${name}` : `$.fake.${name}(1, 5)`;
  const numbers = Number.isInteger(example) ? "whole number" : "number";
  const kind = typeof example === "number" ? numbers : typeof example === "boolean" ? "true or false" : "text";
  return `| \`${expression}\` | ${kind} | \`${JSON.stringify(example)}\` |`;
}

const introduction = `# Fakers

Every \`$.fake.<Name>\`, made of the definitions in \`packages/templating/src/faker-names.ts\`. Names are case-sensitive; each place where one stands
gets a value of its own. Two numbers in brackets are bounds, both included; they may be negative. A string that is one expression keeps the value's
type; an unknown name stays as it is written. Names under "Time" tell the moment of the request, in UTC.`;
