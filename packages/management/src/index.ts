// What a user can do, one file a use case: authorise, change, make visible. Both REST and tRPC call it.
// It must not know HTTP, cookies or how anything is shown.
export type { Actor } from "./actor.ts";
export { checkHealth, type HealthCheck } from "./check-health.ts";
export { createApiToken, findBearerActor } from "./identity/api-tokens.ts";
export { ensureFirstAdmin, getLocalActor } from "./identity/first-admin.ts";
export { findSessionActor, signIn, signOut } from "./identity/sign-in.ts";
export { cancelDelivery, redeliver } from "./deliveries/change-delivery.ts";
export type { AttemptView, DeliveryView } from "./deliveries/delivery-view.ts";
export { getDelivery } from "./deliveries/get-delivery.ts";
export { listDeliveries } from "./deliveries/list-deliveries.ts";
export { closeManagement, type Management, openManagement } from "./management.ts";
export { deleteMock } from "./mocks/delete-mock.ts";
export { getMock } from "./mocks/get-mock.ts";
export { listMocks } from "./mocks/list-mocks.ts";
export { patchMock } from "./mocks/patch-mock.ts";
export { purgeMock } from "./mocks/purge-mock.ts";
export { restoreMock } from "./mocks/restore-mock.ts";
export { saveMock } from "./mocks/save-mock.ts";
export { changeNamespace } from "./namespaces/change-namespace.ts";
export { createNamespace } from "./namespaces/create-namespace.ts";
export { getNamespace } from "./namespaces/get-namespace.ts";
export { listNamespaces } from "./namespaces/list-namespaces.ts";
export { deleteGlobalEntry, getGlobalStore, setGlobalEntry } from "./stores/global-store.ts";
