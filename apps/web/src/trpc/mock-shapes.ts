import { type Mock, protocolOf } from "@understudy/domain";

/** Rows of a page of the list. */
export const mocksPerPage = 50;

export type MockRow = ReturnType<typeof toMockRow>;
export type MockDetail = ReturnType<typeof toMockDetail>;

/** What the list shows of a mock. */
export function toMockRow(mock: Mock) {
  const { definition } = mock;
  const protocol = protocolOf(definition);
  return {
    id: mock.id,
    protocol,
    method: protocol === "http" ? definition.http?.httpMethod?.toUpperCase() || "ANY" : protocol.toUpperCase(),
    route: routeOf(mock),
    answer: answerOf(mock),
    callbackCount: definition.webhooks?.length ?? 0,
    tags: definition.tags ?? [],
    updatedAt: mock.updatedAt,
  };
}

/** What the detail panel shows: the row, and the definition as the REST API takes it. */
export function toMockDetail(mock: Mock) {
  return {
    ...toMockRow(mock),
    namespace: mock.namespace,
    version: mock.version,
    createdAt: mock.createdAt,
    expireAt: mock.expireAt,
    definition: { id: mock.id, namespace: mock.namespace, ...mock.definition },
  };
}

/** Route below the namespace; null for protocols that have none. */
function routeOf({ definition: { http, pathPrefix } }: Mock): string | null {
  if (http === undefined) return null;
  const segments = [pathPrefix, http.route ?? http.routePattern].map((part) => part?.replace(/^\/|\/$/g, "") ?? "");
  return `/${segments.filter((part) => part !== "").join("/")}`;
}

/** A status, or in a word how else the mock answers; null for protocols that know no status. */
function answerOf({ definition: { http, response, oneOf, proxy } }: Mock): string | null {
  if (oneOf !== undefined) return `one of ${oneOf.responses?.length ?? 0}`;
  if (proxy !== undefined) return "proxy";
  // 0 and absent are both 200 (contract, Decided 17).
  return http === undefined ? null : String(response?.statusCode === 0 ? 200 : (response?.statusCode ?? 200));
}
