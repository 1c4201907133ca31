import { expect } from "@playwright/test";
import { must, newName, type Thing } from "./thing.ts";

const jobs = "/api/v1/admin/jobs";

export const jobThings = {
  /** One that may be started: no run of it is under way. */
  job: {
    make: async ({ admin }) => {
      const name = "re-encryption";
      const state = async () => {
        const { runs } = await must(admin.call("GET", `${jobs}/${name}/runs?limit=1`));
        return (runs as { state: string }[])[0]?.state ?? "succeeded";
      };
      await expect.poll(state, { timeout: 30_000 }).toBe("succeeded");
      return { name };
    },
    missing: () => ({ name: newName() }),
  },
} satisfies Record<string, Thing>;
