import { expect } from "@playwright/test";
import { type ContractRow, type Given, listOf, mock, number, text } from "./row.ts";

/** A mock that was called once. */
const called =
  (id: string): Given =>
  async (client) => {
    await client.save(mock(id));
    await client.call("GET", `/stubs/sandbox/${id}`);
    return {};
  };

/** A call that nothing answered; its id is what the list says. */
const missed =
  (path: string): Given =>
  async (client) => {
    await client.call("POST", `/stubs/sandbox${path}`, { body: { a: 1 } });
    const { body } = await client.call("GET", "/api/v1/undefined-requests");
    const requests = body["requests"] as { id: string; path: string }[];
    return { id: requests.find((request) => request.path === path)?.id ?? "" };
  };

const logEntry = expect.objectContaining({ id: text, calledAt: text, req: expect.anything() }) as unknown;
const made = { mock: expect.objectContaining({ id: text }) as unknown, mockId: text, protocol: "http", isNew: false };

/** Contract C1.14 and C1.15, C6 and C7.4: what came in. */
export const requestRows: ContractRow[] = [
  {
    id: "C1.14",
    method: "GET",
    path: "/api/v1/mocks/c1-14/logs",
    given: called("c1-14"),
    answer: { id: "c1-14", requests: listOf(logEntry), logs: listOf(logEntry), total: 1 },
  },
  { id: "C1.15", method: "DELETE", path: "/api/v1/mocks/c1-15/logs", given: called("c1-15") },
  {
    id: "C6.1",
    method: "GET",
    path: "/api/v1/undefined-requests",
    given: missed("/c6/1"),
    answer: {
      requests: listOf(
        expect.objectContaining({
          ...{ id: text, method: "POST", path: "/c6/1", protocol: "http", timestamp: number, count: 1, hitCount: 1 },
          ...{ firstSeen: number, lastSeen: number, ignored: false, namespace: "sandbox", body: { a: 1 } },
          headers: expect.anything(),
        }),
      ),
      total: number,
    },
  },
  { id: "C6.2", method: "PATCH", path: "/api/v1/undefined-requests/{id}/ignore", given: missed("/c6/2") },
  { id: "C6.3", method: "DELETE", path: "/api/v1/undefined-requests", body: { ids: [] } },
  { id: "C6.4", method: "DELETE", path: "/api/v1/undefined-requests/all", given: missed("/c6/4") },
  {
    id: "C6.5",
    method: "POST",
    path: "/api/v1/undefined-requests/{id}/create-mock",
    given: missed("/c6/5"),
    answer: { ...made, id: text, http: { route: "/c6/5", httpMethod: "POST" } },
  },
  {
    id: "C6.5",
    method: "POST",
    path: "/api/v1/undefined-requests/{id}/create-mock",
    given: missed("/c6/5/given"),
    body: { mockData: { id: "c6-5", http: { route: "/c6/5/given" }, response: { statusCode: 201 } } },
    answer: { ...made, id: "c6-5", mockId: "c6-5" },
  },
  {
    id: "C6.6",
    method: "POST",
    path: "/api/v1/undefined-requests/{id}/convert",
    given: missed("/c6/6"),
    answer: made,
  },
  {
    id: "C7.4",
    method: "GET",
    path: "/api/v1/stats",
    given: called("c7-4"),
    answer: {
      ...{ totalRequests: number, matchedRequests: number, unmatchedRequests: number, avgLatencyMs: number },
      ...{ errorRate: number, byProtocol: expect.anything() },
    },
  },
];
