import { administer, administerOne, look, oversee, overseeOne, own } from "./classes.ts";
import { plain, type Row } from "./row.ts";

export const ofNamespace = { operation: "mock.create", url: "http://10.0.0.1/" };
const ofInstallation = { operation: "user.create", url: "http://10.0.0.1/" };
/** Their headers may say who somebody is elsewhere: they are for those who could write mocks. */
export const lookBeyondViewers = { ...look, viewer: "403 404 404" };
const one = { thing: "eventWebhook" } as const;
const oneOfInstallation = { thing: "adminWebhook" } as const;

/** Event webhooks of namespaces and of the installation, and the latter's deliveries. */
export const webhookRows: Readonly<Record<string, Row>> = {
  "GET /api/v1/namespaces/{ns}/webhooks": plain(lookBeyondViewers),
  "POST /api/v1/namespaces/{ns}/webhooks": plain(own, { body: ofNamespace }),
  "GET /api/v1/namespaces/{ns}/webhooks/{id}": plain(lookBeyondViewers, one),
  "PUT /api/v1/namespaces/{ns}/webhooks/{id}": plain(own, { ...one, body: ofNamespace }),
  "DELETE /api/v1/namespaces/{ns}/webhooks/{id}": plain(own, one),
  "POST /api/v1/namespaces/{ns}/webhooks/{id}/test": plain(own, one),
  "GET /api/v1/admin/webhooks": plain(oversee),
  "POST /api/v1/admin/webhooks": plain(administer, { body: ofInstallation }),
  "GET /api/v1/admin/webhooks/{id}": plain(overseeOne, oneOfInstallation),
  "PUT /api/v1/admin/webhooks/{id}": plain(administerOne, { ...oneOfInstallation, body: ofInstallation }),
  "DELETE /api/v1/admin/webhooks/{id}": plain(administerOne, oneOfInstallation),
  "POST /api/v1/admin/webhooks/{id}/test": plain(administerOne, oneOfInstallation),
  "GET /api/v1/admin/deliveries": plain(oversee),
};
