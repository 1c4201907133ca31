import { accountRows } from "./account-rows.ts";
import { auditRows } from "./audit-rows.ts";
import { backupRows } from "./backup-rows.ts";
import { administer, edit, editFound, known, knownWithAction, look, mine, open, own } from "./classes.ts";
import { jobRows } from "./job-rows.ts";
import { licenceRows } from "./licence-rows.ts";
import { namespaceRows } from "./namespace-rows.ts";
import { inNamespace, plain, type Row } from "./row.ts";
import { webhookRows } from "./webhook-rows.ts";

const mockBody = { id: "{new}", http: { route: "/{new}", httpMethod: "GET" }, response: { payload: 1 } };
const sample = { request: { path: "/x" } };

/** Every operation of the REST API, as its route table names it: who gets what is a class of classes.ts, unless it says otherwise. */
export const restRows: Readonly<Record<string, Row>> = {
  "GET /health": plain(open),
  "GET /health/ready": plain(open),
  "GET /health/live": plain(open),
  "GET /api/v1/openapi.json": plain(open),
  "GET /swagger/doc.json": plain(open),
  "GET /swagger/swagger.yaml": plain(open),

  ...accountRows,
  ...licenceRows,
  ...backupRows,
  "POST /api/v1/auth/tokens": plain(knownWithAction, { body: { name: "{new}" } }),
  "GET /api/v1/auth/tokens": plain(knownWithAction),
  "GET /api/v1/auth/tokens/{id}": plain(mine, { thing: "token" }),
  "PUT /api/v1/auth/tokens/{id}": plain(mine, { thing: "token", body: { description: "changed" } }),
  "DELETE /api/v1/auth/tokens/{id}": plain(mine, { thing: "token" }),

  ...namespaceRows,
  ...webhookRows,
  ...auditRows,
  ...jobRows,
  "GET /api/v1/namespaces": plain(known),
  "POST /api/v1/namespaces": plain(administer, { body: { name: "{new}" } }),
  "GET /api/v1/namespaces/{ns}": inNamespace(look),
  "PATCH /api/v1/namespaces/{ns}": inNamespace(own, { body: { description: "changed" } }),
  // All but support may write into "bare", and read it; a token that is bound to another namespace sees nothing of it.
  "POST /api/v1/namespaces/copy-mocks": plain(edit, {
    body: { sourceNamespace: "bare", targetNamespace: "{ns}" },
    except: { elsewhere: "404 404 404" },
  }),

  "POST /api/v1/mocks": plain(edit, { body: { ...mockBody, namespace: "{ns}" } }),
  "GET /api/v1/mocks": inNamespace(look),
  "GET /api/v1/mocks/{id}": plain(look, { thing: "mock" }),
  "PATCH /api/v1/mocks/{id}": plain(edit, { thing: "mock", body: { priority: 3 } }),
  "DELETE /api/v1/mocks/{id}": plain(edit, { thing: "mock" }),
  "POST /api/v1/mocks/{id}/restore": plain(edit, { thing: "deletedMock" }),
  "DELETE /api/v1/mocks/{id}/purge": plain(edit, { thing: "deletedMock" }),
  "GET /api/v1/mocks/{id}/logs": plain(look, { thing: "mock" }),
  "DELETE /api/v1/mocks/{id}/logs": plain(edit, { thing: "mock" }),
  "GET /api/v1/mocks/{id}/versions": plain(look, { thing: "mock" }),
  "GET /api/v1/mocks/{id}/versions/{version}": plain(look, { thing: "mock" }),
  "POST /api/v1/mocks/{id}/versions/{version}/restore": plain(edit, { thing: "mock" }),
  "POST /api/v1/mocks/batch": plain(edit, { body: [{ ...mockBody, namespace: "{ns}" }] }),
  "DELETE /api/v1/mocks/batch": plain(editFound, { thing: "mock", body: { ids: ["{id}"] } }),
  "POST /api/v1/mocks/batch/restore": plain(editFound, { thing: "deletedMock", body: { ids: ["{id}"] } }),
  "PATCH /api/v1/mocks/batch/move": plain(editFound, { thing: "mock", body: { ids: ["{id}"], folderId: null } }),
  "PATCH /api/v1/mocks/batch/tags": plain(editFound, { thing: "mock", body: { ids: ["{id}"], tags: ["x"] } }),
  "POST /api/v1/mocks/copy-to-namespace": plain(look, {
    thing: "mock",
    body: { ids: ["{id}"], targetNamespace: "spare" },
    // Whether it may write into the target is asked first.
    except: { support: "403 403 403", lacking: "403 403 403", elsewhere: "404 404 404" },
  }),
  "POST /api/v1/mocks/explain": inNamespace(look, { body: sample }),
  "POST /api/v1/mocks/preview": inNamespace(look, { thing: "mock", body: { ...sample, mockId: "{id}" } }),
  "GET /api/v1/mocks/chains/{chainId}": inNamespace(look),
  "DELETE /api/v1/mocks/chains/{chainId}": inNamespace(edit),

  "GET /api/v1/stores/global": inNamespace(look),
  "POST /api/v1/stores/global": inNamespace(edit, { body: { key: "{new}", value: 1 } }),
  "DELETE /api/v1/stores/global/{key}": inNamespace(edit, { thing: "globalEntry" }),
  "GET /api/v1/stores/chain/{chainId}": inNamespace(look),
  "POST /api/v1/stores/chain/{chainId}": inNamespace(edit, { body: { key: "{new}", value: 1 } }),
  "DELETE /api/v1/stores/chain/{chainId}/{key}": inNamespace(edit, { thing: "chainEntry" }),

  "GET /api/v1/tags": inNamespace(look),
  "POST /api/v1/tags": inNamespace(edit, { body: { tag: "{new}" } }),
  "GET /api/v1/mock-folders": inNamespace(look),
  "POST /api/v1/mock-folders": inNamespace(edit, { body: { name: "{new}" } }),
  "PUT /api/v1/mock-folders/{id}": plain(edit, { thing: "folder", body: { name: "{new}" } }),
  "PATCH /api/v1/mock-folders/{id}/move": plain(edit, { thing: "folder", body: { parentId: "" } }),
  "DELETE /api/v1/mock-folders/{id}": plain(edit, { thing: "folder" }),
  "GET /api/v1/templates": inNamespace(look),
  "POST /api/v1/templates": plain(edit, { body: { name: "{new}", content: "{}", namespace: "{ns}" } }),
  "GET /api/v1/templates/{name}": inNamespace(look, { thing: "template" }),
  "POST /api/v1/templates/{name}": inNamespace(edit, { thing: "template", body: { content: "x" } }),
  "DELETE /api/v1/templates/{name}": inNamespace(edit, { thing: "template" }),

  "GET /api/v1/deliveries": inNamespace(look),
  "GET /api/v1/deliveries/{id}": plain(look, { thing: "failedDelivery" }),
  "POST /api/v1/deliveries/{id}/redeliver": plain(editFound, { thing: "failedDelivery" }),
  "POST /api/v1/deliveries/{id}/cancel": plain(editFound, { thing: "pendingDelivery" }),
  "POST /api/v1/deliveries/cancel": inNamespace(edit, { body: { filter: { mockId: "none" } } }),
  "POST /api/v1/deliveries/redeliver": inNamespace(edit, { body: { filter: { mockId: "none" } } }),
  "POST /api/v1/deliveries/wait": inNamespace(look, {
    thing: "failedDelivery",
    body: { state: "failed", timeoutMs: 0 },
  }),
  "GET /api/v1/targets": inNamespace(look),
  "GET /api/v1/events": inNamespace(look),

  "GET /api/v1/requests": inNamespace(look),
  "GET /api/v1/requests/{id}": plain(look, { thing: "request" }),
  "GET /api/v1/requests/{id}/timeline": plain(look, { thing: "request" }),
  "POST /api/v1/requests/verify": inNamespace(look, { body: { never: true, path: "/never" } }),
  "GET /api/v1/undefined-requests": inNamespace(look),
  "DELETE /api/v1/undefined-requests": inNamespace(edit, { body: { ids: [] } }),
  "DELETE /api/v1/undefined-requests/all": inNamespace(edit),
  "PATCH /api/v1/undefined-requests/{id}/ignore": plain(editFound, { thing: "undefinedRequest" }),
  "POST /api/v1/undefined-requests/{id}/create-mock": plain(editFound, { thing: "undefinedRequest" }),
  "POST /api/v1/undefined-requests/{id}/convert": plain(editFound, { thing: "undefinedRequest" }),

  "GET /api/v1/stats": inNamespace(look),
  "GET /api/v1/counts": inNamespace(look),
  "GET /api/v1/status": plain(known),
  "GET /api/v1/features": plain(known),
};
