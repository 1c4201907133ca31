import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** As much of an OpenAPI document as is looked at here. */
export interface ApiDocument {
  paths: Record<string, Record<string, ApiOperation>>;
  components?: object;
}
export interface ApiOperation {
  operationId?: string;
  tags?: string[];
  parameters?: { name: string; in: string; schema: object; example?: unknown }[];
  requestBody?: { required?: boolean; content: Record<string, { example?: unknown }> };
  responses: Record<string, { content?: Record<string, object> }>;
}

/** What is compared with the document. */
export interface Exchange {
  method: string;
  url: URL;
  /** Undefined: none was sent, or it was no text. */
  requestBody: string | undefined;
  status: number;
  contentType: string | null;
  /** Undefined: it is a stream that nobody reads to its end. */
  answer: string | undefined;
}

export interface DocumentCheck {
  /** What an exchange has that the document does not say. */
  findProblems: (exchange: Exchange) => string[];
  /** What is wrong with the example of an operation's body. */
  findExampleProblems: (path: string, method: string) => string[];
}

export function createDocumentCheck(document: ApiDocument): DocumentCheck {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
  addFormats.default(ajv);
  ajv.addSchema(document, "requests");
  // Of an answer everything must be said: an object whose document is silent about other keys has none.
  ajv.addSchema(closeObjects(document) as object, "answers");
  const validators = new Map<string, ValidateFunction>();
  const findSchemaProblems = (kind: "requests" | "answers", path: readonly string[], value: unknown): string[] => {
    const pointer = `${kind}#/${path.map(escapePointer).join("/")}`;
    const validate = validators.get(pointer) ?? ajv.compile({ $ref: pointer });
    validators.set(pointer, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) =>
      [instancePath || "/", message, JSON.stringify(params)].join(" "),
    );
  };
  const findRoute = makeRouter(document);

  const findRequestProblems = ({ method, url, requestBody }: Exchange, path: string, operation: ApiOperation) => {
    const known = new Set((operation.parameters ?? []).filter((one) => one.in === "query").map(({ name }) => name));
    const unknown = [...url.searchParams.keys()].filter((name) => !known.has(name));
    const problems = unknown.map((name) => `the query has ${name}`);
    if (requestBody === undefined || requestBody.trim() === "") return problems;
    const types = Object.keys(operation.requestBody?.content ?? {});
    if (!types.includes("application/json")) return problems;
    const place = ["paths", path, method, "requestBody", "content", "application/json", "schema"];
    return [...problems, ...findSchemaProblems("requests", place, JSON.parse(requestBody))];
  };

  const findAnswerProblems = (
    { method, status, contentType, answer }: Exchange,
    path: string,
    operation: ApiOperation,
  ) => {
    const documented = operation.responses[status];
    if (documented === undefined) return [`the status ${status} is not documented`];
    const type = contentType?.split(";", 1)[0] ?? "";
    if (documented.content?.[type] === undefined)
      return [`the content type ${type || "(none)"} of ${status} is not documented`];
    if (answer === undefined || type !== "application/json") return [];
    const place = ["paths", path, method, "responses", String(status), "content", type, "schema"];
    return findSchemaProblems("answers", place, JSON.parse(answer));
  };

  return {
    findProblems(exchange) {
      const method = exchange.method.toLowerCase();
      const path = findRoute(exchange.url.pathname, method);
      if (path === undefined) return exchange.status < 400 ? ["it is not documented"] : [];
      const operation = document.paths[path]?.[method] as ApiOperation;
      const same = { ...exchange, method };
      // What is refused need not be as documented.
      const ofRequest = exchange.status < 400 ? findRequestProblems(same, path, operation) : [];
      return [...ofRequest, ...findAnswerProblems(same, path, operation)];
    },
    findExampleProblems(path, method) {
      const [type, content] = Object.entries(document.paths[path]?.[method]?.requestBody?.content ?? {})[0] ?? [];
      if (type === undefined || content?.example === undefined) return ["there is none"];
      return findSchemaProblems(
        "requests",
        ["paths", path, method, "requestBody", "content", type, "schema"],
        content.example,
      );
    },
  };
}

/** Finds the documented path of an address; one with fewer parameters wins. */
function makeRouter({ paths }: ApiDocument): (pathname: string, method: string) => string | undefined {
  const parameter = /\{[^}]+\}/g;
  const routes = Object.entries(paths)
    .map(([path, methods]) => ({
      path,
      methods,
      parameters: path.match(parameter)?.length ?? 0,
      pattern: new RegExp(`^${path.split(parameter).map(escapeRegExp).join("[^/]+")}$`),
    }))
    .sort((left, right) => left.parameters - right.parameters);
  return (pathname, method) => routes.find((route) => method in route.methods && route.pattern.test(pathname))?.path;
}

/** The same schemas, but an object has no keys other than those that are named, unless it says that it may. */
function closeObjects(document: ApiDocument): unknown {
  const close = (value: unknown): unknown => {
    const closed = closeParts(value);
    if (!isSchema(closed)) return closed;
    if (Array.isArray(closed["allOf"])) return { ...closed, unevaluatedProperties: false };
    const isOpen = isSchema(closed["properties"]) && closed["additionalProperties"] === undefined;
    return isOpen ? { ...closed, additionalProperties: false } : closed;
  };
  // What stands together with other schemas has their keys beside its own: only all of it together is closed.
  const closeParts = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(close);
    if (!isSchema(value)) return value;
    const parts = Object.entries(value).map(([key, part]) => [
      key,
      key === "allOf" && Array.isArray(part) ? part.map((member) => closeParts(resolve(member))) : close(part),
    ]);
    return Object.fromEntries(parts) as unknown;
  };
  const resolve = (member: unknown): unknown => {
    const reference = isSchema(member) ? member["$ref"] : undefined;
    if (typeof reference !== "string") return member;
    return reference
      .split("/")
      .slice(1)
      .reduce<unknown>((at, key) => (isSchema(at) ? at[key] : undefined), document);
  };
  return close(document);
}

function isSchema(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const escapePointer = (part: string): string => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));
