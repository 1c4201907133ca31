import { must, noId, type Thing } from "./thing.ts";

/** Where the guard lets nothing go: nobody is called. */
const url = "http://10.0.0.1/";

export const webhookThings = {
  eventWebhook: {
    make: async ({ admin, namespace }) => {
      const body = { operation: "mock.restore", url };
      return {
        id: String((await must(admin.call("POST", `/api/v1/namespaces/${namespace}/webhooks`, { body })))["id"]),
      };
    },
    missing: noId,
  },
  adminWebhook: {
    make: async ({ admin }) => {
      const body = { operation: "license.create", url };
      return { id: String((await must(admin.call("POST", "/api/v1/admin/webhooks", { body })))["id"]) };
    },
    missing: noId,
  },
} satisfies Record<string, Thing>;
