import { expect } from "@playwright/test";
import { type Make, must, newName, type Thing } from "./thing.ts";

const jobs = "/api/v1/admin/jobs";

/** A job that may be started: no run of it is under way. */
const makeIdle =
  (name: string): Make =>
  async ({ admin }) => {
    const state = async () => {
      const { runs } = await must(admin.call("GET", `${jobs}/${name}/runs?limit=1`));
      return (runs as { state: string }[])[0]?.state ?? "succeeded";
    };
    await expect.poll(state, { timeout: 30_000 }).toBe("succeeded");
    return { name };
  };
const missing = () => ({ name: newName() });

/** Two, because rows are tried side by side, and a job has one run at a time. */
export const jobThings = {
  job: { make: makeIdle("re-encryption"), missing },
  otherJob: { make: makeIdle("audit-sealing"), missing },
} satisfies Record<string, Thing>;
