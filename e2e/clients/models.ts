import { list, object, type Shape } from "./decode.ts";

/** The models of the clients, as far as the contract has them (B and C). Where the clients differ, a model has the client's name. */
const condition = object({ path: "string", assertAction: "string", value: "any", sortArray: "bool", decode: "string" });
const answer = object({
  statusCode: "int",
  headers: "map",
  payload: "any",
  payloadTemplatePath: "string",
  decode: "string",
  error: "string",
  delay: "int",
});
const callback = object({
  ...{ type: "string", url: "string", method: "string", headers: "map", body: "any", trigger: "string" },
  ...{ timeout: "int", retryCount: "int", retryDelay: "int", async: "bool" },
  ...{
    kafkaBrokers: "string",
    kafkaTopic: "string",
    kafkaUseTLS: "bool",
    rabbitURL: "string",
    rabbitMandatory: "bool",
  },
});
export const mockModel = object({
  ...{ id: "string", chainId: "string", namespace: "string", pathPrefix: "string", folderId: "string" },
  http: object({
    ...{ route: "string", routePattern: "string", httpMethod: "string", sortArray: "bool" },
    ...{ conditions: list(condition), queryParams: list(condition), header: list(condition) },
  }),
  response: answer,
  oneOf: object({ order: "string", offset: "int", responses: list(answer) }),
  proxy: object({ target: "string" }),
  webhooks: list(callback),
  extract: object({ mStore: "map", cStore: "map", gStore: "map" }),
  mStore: "map",
  tags: list("string"),
  ...{ ttl: "int", useLimiter: "int", useCounter: "int", priority: "int" },
  ...{ createdAt: "int", lastUse: "int", expireAt: "int", closedAt: "int" },
});
export const savedModel = object({ overwritten: "bool", mock: mockModel });
export const logEntry = object({ id: "string", calledAt: "string", req: "map", response: "map" });
export const tagModel = object({ name: "string", count: "int" });
export const folderModel = object({
  ...{ id: "string", name: "string", namespace: "string", parentId: "string", sortOrder: "int", mockCount: "int" },
  ...{ createdAt: "string", updatedAt: "string" },
});
export const goTemplate = object({ name: "string", size: "int", updatedAt: "int" });
export const javaTemplate = object({
  ...{ name: "string", path: "string", size: "int", contentType: "string", namespace: "string" },
  ...{ createdAt: "int", updatedAt: "int" },
});
const undefinedRequest: Record<string, Shape> = {
  ...{ id: "string", method: "string", path: "string", protocol: "string", count: "int", body: "map", headers: "map" },
};
export const goUndefined = object({ ...undefinedRequest, timestamp: "int" });
export const javaUndefined = object({ ...undefinedRequest, timestamp: "string" });
export const pythonUndefined = object({
  ...undefinedRequest,
  ...{ hitCount: "int", firstSeen: "int", lastSeen: "int", ignored: "bool", namespace: "string", body: "any" },
});
export const healthModel = object({
  ...{ status: "string", releaseId: "string", errors: "map", output: "string", checks: "map" },
});
