import { expect } from "@playwright/test";
import { object } from "../clients/decode.ts";
import { mockModel, savedModel } from "../clients/models.ts";
import { api, type Given, listOf, mock, saved, text } from "../contract-rows/row.ts";
import type { RestClient } from "../rest-client.ts";
import { anyListUnder, listUnder } from "./lists.ts";
import { type ClientRow, everyone } from "./row.ts";

const deleted =
  (id: string): Given =>
  async (client) => {
    await client.save(mock(id));
    await client.call("DELETE", `${api}/mocks/${encodeURIComponent(id)}`);
    return {};
  };
const stubStatus = async (rest: RestClient, path: string) => (await rest.call("GET", `/stubs/sandbox${path}`)).status;

/** What Go's encoder writes of a mock: `{}` for whatever is a struct and not set, no zero values beside `oneOf`'s. */
const goMock = {
  namespace: "sandbox",
  http: { route: "/c1/1/go", httpMethod: "GET" },
  ...{ grpc: {}, mcp: {}, socket: {}, soap: {}, graphql: {}, sse: {}, kafka: {}, rabbitmq: {}, smtp: {} },
  response: { statusCode: 200, payload: { html: "<b>&</b>" } },
  oneOf: { order: "", offset: 0 },
  ...{ proxy: {}, extract: {} },
  webhooks: [{ type: "http", url: "http://localhost:9/", trigger: "on_error", retryCount: 1 }],
};

/** Contract C1.1 to C1.7: one mock. */
export const mockRows: ClientRow[] = [
  {
    id: "C1.1",
    python: {
      method: "POST",
      path: "/api/v1/mocks",
      // Nulls are dropped, zero values are not.
      body: {
        id: "py 1",
        http: { route: "/c1/1/py", httpMethod: "GET", conditions: [], sortArray: false },
        response: { statusCode: 200, headers: { "X-A": ["1", "2"] }, payload: { first: "$.fake.FirstName" }, delay: 0 },
        webhooks: [{ type: "http", url: "http://localhost:9/", method: "POST", retryCount: 0, async: false }],
        ...{ ttl: 0, useLimiter: 0, priority: 0, tags: [] },
      },
      decodes: savedModel,
      gets: { overwritten: false, mock: { id: "py 1", webhooks: [{ async: false }] } },
    },
    go: {
      method: "POST",
      path: "/api/v1/mocks",
      body: { id: "go 1", ...goMock },
      decodes: savedModel,
      gets: {
        overwritten: false,
        mock: { id: "go 1", namespace: "sandbox", response: { payload: { html: "<b>&</b>" } } },
      },
    },
    java: {
      method: "POST",
      path: "/api/v1/mocks",
      body: {
        id: "java 1",
        http: { route: "/c1/1/java", httpMethod: "GET" },
        response: { statusCode: 200, payload: "text" },
        webhooks: [{ type: "http", url: "http://localhost:9/", async: false, timeout: 1, retryCount: 0 }],
        ...{ ttl: 0, useLimiter: 0, priority: 0 },
      },
      decodes: savedModel,
      gets: { overwritten: false, mock: { id: "java 1" } },
    },
  },
  {
    // The live test of Go makes a mock without an id and wants one back.
    id: "C1.1",
    go: {
      method: "POST",
      path: "/api/v1/mocks",
      body: goMock,
      decodes: savedModel,
      gets: { overwritten: false, mock: { id: expect.stringMatching(/./) as unknown } },
    },
  },
  {
    // The live test of Python has a key that no mock has.
    id: "C1.1",
    given: saved("replaced"),
    python: {
      method: "POST",
      path: "/api/v1/mocks",
      body: { id: "replaced", http: { route: "/r", httpMethod: "GET" }, response: { statusCode: 200, body: {} } },
      decodes: savedModel,
      gets: { overwritten: true, mock: { id: "replaced" } },
    },
  },
  {
    id: "C1.2",
    given: saved("c1-2", { tags: ["t u", "v"] }),
    python: {
      method: "GET",
      path: "/api/v1/mocks?offset=0&limit=50&namespace=sandbox&tags=t+u%2Cv&search=c1-2",
      ...anyListUnder("items", "mocks"),
      gets: [{ id: "c1-2" }],
    },
    go: {
      method: "GET",
      path: "/api/v1/mocks?namespace=sandbox&search=c1-2&tags=t+u%2Cv",
      ...listUnder("items", mockModel),
      gets: [{ id: "c1-2" }],
    },
    java: {
      method: "GET",
      path: "/api/v1/mocks?offset=0&limit=50&namespace=sandbox&tags=t+u&tags=v&search=c1-2",
      decodes: object({ items: { list: mockModel }, total: "int", offset: "int", limit: "int" }),
      gets: { items: [{ id: "c1-2" }], total: 1, offset: 0, limit: 50 },
    },
  },
  {
    // Paging, as each has it: Python and Java always, Go what is not zero; the helper of Go's tests asks for 1,000.
    id: "C1.2",
    given: saved("c1-2"),
    python: {
      method: "GET",
      path: "/api/v1/mocks?offset=0&limit=1",
      decodes: "map",
      gets: { mocks: [{ id: text }], total: expect.any(Number) as unknown },
    },
    go: {
      method: "GET",
      path: "/api/v1/mocks?limit=1000&namespace=sandbox",
      decodes: object({ items: { list: mockModel }, total: "int" }),
      gets: { items: listOf(expect.objectContaining({ id: "c1-2" })), total: expect.any(Number) as unknown },
    },
  },
  {
    id: "C1.3",
    given: saved("c1 3", { ttl: 60, useLimiter: 3 }),
    python: { method: "GET", path: "/api/v1/mocks/c1%203", decodes: mockModel, gets: { id: "c1 3", ttl: 60 } },
    go: { method: "GET", path: "/api/v1/mocks/c1%203", decodes: mockModel, gets: { id: "c1 3", useLimiter: 3 } },
    java: { method: "GET", path: "/api/v1/mocks/c1+3", decodes: mockModel, gets: { id: "c1 3" } },
  },
  {
    id: "C1.4",
    given: saved("c1-4"),
    ...everyone({
      method: "PATCH",
      path: "/api/v1/mocks/c1-4",
      body: { priority: 7, tags: ["patched"] },
      decodes: mockModel,
      gets: { id: "c1-4", priority: 7, tags: ["patched"] },
    }),
    go: {
      method: "PATCH",
      path: "/api/v1/mocks/c1-4",
      body: { priority: 7, tags: ["patched"] },
      decodes: savedModel,
      picks: (answer: { mock: unknown }) => answer.mock,
      gets: { id: "c1-4", priority: 7 },
    },
  },
  {
    id: "C1.5",
    given: saved("c1-5"),
    ...everyone({ method: "DELETE", path: "/api/v1/mocks/c1-5" }),
    effect: async (rest) => expect(await stubStatus(rest, "/c1-5")).toBe(404),
  },
  {
    id: "C1.6",
    given: deleted("c1 6"),
    python: { method: "POST", path: "/api/v1/mocks/c1%206/restore" },
    java: { method: "POST", path: "/api/v1/mocks/c1+6/restore", decodes: mockModel, gets: { id: "c1 6" } },
    effect: async (rest) => expect(await stubStatus(rest, "/c1%206")).toBe(200),
  },
  {
    id: "C1.7",
    given: saved("c1-7"),
    python: { method: "DELETE", path: "/api/v1/mocks/c1-7/purge" },
    java: { method: "DELETE", path: "/api/v1/mocks/c1-7/purge" },
    effect: async (rest) => expect((await rest.call("GET", "/api/v1/mocks/c1-7")).status).toBe(404),
  },
  {
    id: "C1.7",
    given: deleted("c1-7"),
    python: { method: "DELETE", path: "/api/v1/mocks/c1-7/purge" },
    java: { method: "DELETE", path: "/api/v1/mocks/c1-7/purge" },
    effect: async (rest) =>
      expect((await rest.call("POST", "/api/v1/mocks/c1-7/restore")).status, "it is gone for good").toBe(404),
  },
];
