import { createRoute, z } from "@hono/zod-openapi";
import { stringify } from "yaml";
import { describeApi } from "./openapi/describe-api.ts";
import type { RestApp } from "./rest-env.ts";
import { errorAnswers, json } from "./schemas.ts";

const documentPath = "/api/v1/openapi.json";
/** Where clients of other mock servers look for it (contract A8). */
const swaggerJsonPath = "/swagger/doc.json";
const swaggerYamlPath = "/swagger/swagger.yaml";
export const documentPaths = [documentPath, swaggerJsonPath, swaggerYamlPath];

const documentRoute = createRoute({
  method: "get",
  path: documentPath,
  operationId: "getApiDescription",
  summary: "This document, the same for everybody",
  responses: {
    200: { description: "OpenAPI 3.1", content: json(z.looseObject({ openapi: z.string() })) },
    ...errorAnswers,
  },
});

/** The API's description of itself. It has nothing of any tenant, so that it is open to everybody. */
export function registerOpenApiRoutes(app: RestApp, anonymousPaths: ReadonlySet<string>): void {
  // The routes don't change, so that describing them once is enough.
  let described: ReturnType<typeof describeApi> | undefined;
  const describe = () => (described ??= describeApi(app, anonymousPaths));
  app.openapi(documentRoute, (context) => context.json({ ...describe() }, 200));
  app.get(swaggerJsonPath, (context) => context.json({ ...describe() }));
  app.get(swaggerYamlPath, () => {
    const text = stringify(describe(), { aliasDuplicateObjects: false });
    return new Response(text, { headers: { "content-type": "application/yaml" } });
  });
}
