import type { AnyProcedure } from "@trpc/server";
import { describe, expect, it } from "vitest";
import { procedureRows } from "../../../e2e/access-matrix/procedure-rows.ts";
import { restRows } from "../../../e2e/access-matrix/rest-rows.ts";
import { createRestApp } from "./rest/rest-app.ts";
import { dashboardRouter } from "./trpc/router.ts";

/** What it takes to add a row is in docs/recipes/add-a-rest-route.md. */
describe("the access matrix has a row for", () => {
  it("every operation of the REST API, and for no other", () => {
    const operations = createRestApp()
      .routes.filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)(\{[^}]*\})?/g, "{$1}")}`);
    expect(Object.keys(restRows).sort()).toEqual([...new Set(operations)].sort());
  });

  it("every procedure of the dashboard, of its kind, and for no other", () => {
    // Flat at run time, by dotted names; its type is the tree.
    const flat = dashboardRouter._def.procedures as unknown as Record<string, AnyProcedure>;
    const procedures = Object.entries(flat).map(([name, { _def }]) => [name, _def.type]);
    const rows = Object.entries(procedureRows).map(([name, { kind }]) => [name, kind]);
    expect(rows.sort()).toEqual(procedures.sort());
  });
});
