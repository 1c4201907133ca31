import { expect } from "@playwright/test";
import { goUndefined, javaUndefined, mockModel, pythonUndefined } from "../clients/models.ts";
import { api, type Given, listOf, text } from "../contract-rows/row.ts";
import type { RestClient } from "../rest-client.ts";
import { anyListUnder, bareList } from "./lists.ts";
import { type ClientRow, everyone } from "./row.ts";

let missedCount = 0;
/** A call that nothing answered, of a path of its own. Its body is no object: Go's model can hold nothing else. */
const missed: Given = async (client) => {
  const path = `/c6/${++missedCount}`;
  await client.call("POST", `/stubs/sandbox${path}`, { body: [1, "two"] });
  const { body } = await client.call("GET", `${api}/undefined-requests`);
  const requests = body["requests"] as { id: string; path: string }[];
  return { path, id: requests.find((request) => request.path === path)?.id ?? "" };
};
const isListed = async (rest: RestClient, path = ""): Promise<boolean> =>
  (await rest.call("GET", `${api}/undefined-requests?limit=1000`)).text.includes(`"${path}"`);
const seen = listOf(
  expect.objectContaining({ path: expect.stringMatching(/^\/c6\//), method: "POST", timestamp: expect.any(Number) }),
);
const ofMiss = { decodes: mockModel, gets: { id: text, http: { httpMethod: "POST" } } };

/** Contract C6. */
export const requestRows: ClientRow[] = [
  {
    id: "C6.1",
    given: missed,
    python: {
      method: "GET",
      path: "/api/v1/undefined-requests",
      ...anyListUnder("items", "requests"),
      gets: listOf(expect.objectContaining({ method: "POST", hitCount: expect.any(Number) })),
    },
    go: { method: "GET", path: "/api/v1/undefined-requests", ...bareList(goUndefined), gets: seen },
    java: { method: "GET", path: "/api/v1/undefined-requests", ...bareList(javaUndefined), gets: seen },
  },
  {
    // Python's model of each of them.
    id: "C6.1",
    given: missed,
    python: {
      method: "GET",
      path: "/api/v1/undefined-requests",
      decodes: { object: { requests: { list: pythonUndefined } } },
      gets: { requests: listOf(expect.objectContaining({ method: "POST", firstSeen: expect.any(Number) })) },
    },
  },
  {
    id: "C6.2",
    given: missed,
    ...everyone({ method: "PATCH", path: "/api/v1/undefined-requests/{id}/ignore" }),
    effect: async (rest, { path }) => expect(await isListed(rest, path)).toBe(false),
  },
  {
    id: "C6.3",
    given: missed,
    ...everyone({ method: "DELETE", path: "/api/v1/undefined-requests", body: { ids: ["{id}"] } }),
    effect: async (rest, { path }) => expect(await isListed(rest, path)).toBe(false),
  },
  {
    id: "C6.4",
    given: missed,
    ...everyone({ method: "DELETE", path: "/api/v1/undefined-requests/all" }),
    effect: async (rest) => expect((await rest.call("GET", `${api}/undefined-requests`)).body["requests"]).toEqual([]),
  },
  {
    id: "C6.5",
    given: missed,
    ...everyone({ method: "POST", path: "/api/v1/undefined-requests/{id}/create-mock", ...ofMiss }),
    effect: async (rest, { path }) => expect((await rest.call("POST", `/stubs/sandbox${path}`)).status).toBe(200),
  },
];
