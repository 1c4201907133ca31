import type { RestApp } from "../rest-env.ts";

/** The OpenAPI document, and one operation of it. */
export type Document = ReturnType<RestApp["getOpenAPI31Document"]>;
type PathItem = NonNullable<Document["paths"]>[string];
export type Operation = NonNullable<PathItem["get"]>;
