import { expect } from "@playwright/test";
import type { RestClient } from "../rest-client.ts";
import { must, newName, noId, type Thing } from "./thing.ts";

const backups = "/api/v1/admin/backups";

async function completed(admin: RestClient): Promise<{ id: string }> {
  const { id } = await must(admin.call("POST", `${backups}/create`, { body: { namespace: "sandbox" } }));
  const status = async () => (await must(admin.call("GET", `${backups}/${String(id)}`)))["status"];
  await expect.poll(status, { intervals: [50], timeout: 60_000 }).toBe("completed");
  return { id: String(id) };
}

export const backupThings = {
  backupConfig: {
    make: async ({ admin }) => {
      const made = await must(admin.call("POST", `${backups}/configs`, { body: { name: newName() } }));
      return { id: String(made["id"]) };
    },
    missing: noId,
  },
  backup: { make: ({ admin }) => completed(admin), missing: noId },
  backupRestore: {
    make: async ({ admin }) => {
      const { id: backupId } = await completed(admin);
      const made = await must(admin.call("POST", `${backups}/restore`, { body: { backupId, dryRun: true } }));
      return { id: String(made["id"]) };
    },
    missing: noId,
  },
} satisfies Record<string, Thing>;
