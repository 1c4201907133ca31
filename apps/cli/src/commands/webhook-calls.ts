import { take } from "../api/rest-client.ts";
import type { paths } from "../api/rest-api.d.ts";
import type { CommandContext } from "../command-context.ts";

export type EventWebhook =
  paths["/api/v1/namespaces/{ns}/webhooks/{id}"]["get"]["responses"][200]["content"]["application/json"];
type Saved = paths["/api/v1/namespaces/{ns}/webhooks"]["post"]["responses"][200]["content"]["application/json"];

/** What can be asked of event webhooks: the same of a namespace's and of the installation's. */
export interface WebhookCalls {
  list: () => Promise<EventWebhook[]>;
  get: (id: string) => Promise<EventWebhook>;
  save: (webhook: object) => Promise<Saved>;
  replace: (id: string, webhook: object) => Promise<Saved>;
  remove: (id: string) => Promise<{ id: string }>;
  test: (id: string) => Promise<{ deliveryId: string }>;
}

/** That of requests which name none. */
const defaultNamespace = "sandbox";

/** `isOfInstallation`: not those of the namespace. What is sent is the server's to judge. */
export function webhookCalls(context: CommandContext, isOfInstallation = false): WebhookCalls {
  return isOfInstallation ? callsOfInstallation(context) : callsOfNamespace(context);
}

function callsOfNamespace({ api, settings }: CommandContext): WebhookCalls {
  const ns = settings.namespace ?? defaultNamespace;
  const path = "/api/v1/namespaces/{ns}/webhooks";
  const one = `${path}/{id}` as const;
  const all = { params: { path: { ns } } };
  const oneOf = (id: string) => ({ params: { path: { ns, id } } });
  return {
    list: async () => listOf(await take(api.GET(path, all))),
    get: (id) => take(api.GET(one, oneOf(id))),
    save: (webhook) => take(api.POST(path, { ...all, body: webhook as never })),
    replace: (id, webhook) => take(api.PUT(one, { ...oneOf(id), body: webhook as never })),
    remove: (id) => take(api.DELETE(one, oneOf(id))),
    test: (id) => take(api.POST(`${one}/test`, oneOf(id))),
  };
}

function callsOfInstallation({ api }: CommandContext): WebhookCalls {
  const path = "/api/v1/admin/webhooks";
  const one = `${path}/{id}` as const;
  const oneOf = (id: string) => ({ params: { path: { id } } });
  return {
    list: async () => listOf(await take(api.GET(path))),
    get: (id) => take(api.GET(one, oneOf(id))),
    save: (webhook) => take(api.POST(path, { body: webhook as never })),
    replace: (id, webhook) => take(api.PUT(one, { ...oneOf(id), body: webhook as never })),
    remove: (id) => take(api.DELETE(one, oneOf(id))),
    test: (id) => take(api.POST(`${one}/test`, oneOf(id))),
  };
}

function listOf(list: EventWebhook[] | { webhooks: EventWebhook[] }): EventWebhook[] {
  return Array.isArray(list) ? list : list.webhooks;
}
