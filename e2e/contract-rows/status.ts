import { type ContractRow, entry, number, text } from "./row.ts";

/** Contract C7; health stands outside of the API's path. */
export const statusRows: ContractRow[] = [
  {
    id: "C7.1",
    method: "GET",
    path: "/health",
    answer: { status: "pass", checks: { database: [{ status: "pass" }] } },
  },
  { id: "C7.2", method: "GET", path: "/health/live" },
  { id: "C7.3", method: "GET", path: "/health/ready" },
  {
    id: "C7.5",
    method: "GET",
    path: "/api/v1/counts",
    given: entry("/stores/chain/c7-5"),
    answer: {
      mocks: number,
      namespaces: number,
      globalStoreEntries: number,
      chainStoreEntries: number,
      collections: 0,
      testRuns: 0,
      fuzzingConfigs: 0,
      perfConfigs: 0,
      recorderSessions: 0,
      undefinedRequests: number,
      agentTasks: 0,
    },
  },
  {
    id: "C7.6",
    method: "GET",
    path: "/api/v1/status",
    answer: { status: "pass", version: text, database: text, cache: text, grpc: text, backgroundJobs: {} },
  },
  { id: "C7.7", method: "GET", path: "/api/v1/features", answer: { http: true, versioning: true, fuzzing: false } },
];
