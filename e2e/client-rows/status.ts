import { expect } from "@playwright/test";
import { healthModel } from "../clients/models.ts";
import { object } from "../clients/decode.ts";
import { number, text } from "../contract-rows/row.ts";
import { type ClientRow, everyone } from "./row.ts";

const goHealth = object({
  ...healthModel.object,
  checks: object({ database: { list: object({ status: "string", output: "string", time: "string" }) } }),
});
const map = (path: string, gets: object) => everyone({ method: "GET", path, decodes: "map", gets });

/** Contract C7 and the part of C8 that clients call by themselves. */
export const statusRows: ClientRow[] = [
  {
    id: "C7.1",
    ...everyone({ method: "GET", path: "/health", decodes: healthModel, gets: { status: "pass", releaseId: text } }),
    go: {
      method: "GET",
      path: "/health",
      decodes: goHealth,
      gets: { status: "pass", checks: { database: [{ status: "pass" }] } },
    },
  },
  {
    id: "C7.2",
    python: { method: "GET", path: "/health/live" },
    go: { method: "GET", path: "/health/live" },
  },
  {
    id: "C7.3",
    python: { method: "GET", path: "/health/ready" },
    go: { method: "GET", path: "/health/ready" },
  },
  { id: "C7.4", ...map("/api/v1/stats", { totalRequests: number, errorRate: number, byProtocol: expect.anything() }) },
  { id: "C7.5", ...map("/api/v1/counts", { mocks: number, namespaces: number, agentTasks: 0 }) },
  { id: "C7.6", ...map("/api/v1/status", { status: text, version: text, backgroundJobs: expect.anything() }) },
  { id: "C7.7", ...map("/api/v1/features", { http: true }) },
];
