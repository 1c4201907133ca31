import { expect } from "@playwright/test";
import { api, type ContractRow, listOf, number, text } from "./row.ts";

/** Endpoints for jobs that no source records (contract, Decided 21). */
export const jobRows: ContractRow[] = [
  {
    id: "D21.jobs",
    method: "GET",
    path: `${api}/admin/jobs`,
    answer: { total: number, jobs: listOf(expectJob("retention")) },
  },
  { id: "D21.runs", method: "GET", path: `${api}/admin/jobs/cleanup/runs`, answer: { total: number } },
  {
    id: "D21.run",
    method: "POST",
    path: `${api}/admin/jobs/re-encryption/run`,
    answer: { id: text, job: "re-encryption", trigger: "manual", startedBy: text },
  },
];

function expectJob(name: string): unknown {
  return expect.objectContaining({ name, title: text, description: text, schedule: text, nextRunAt: text });
}
