// What a user can do, one file a use case: authorise, change, make visible. Both REST and tRPC call it.
// It must not know HTTP, cookies or how anything is shown.
export type { Actor } from "./actor.ts";
export { checkHealth, type HealthCheck } from "./check-health.ts";
export { createApiToken, findBearerActor } from "./identity/api-tokens.ts";
export { ensureFirstAdmin, getLocalActor } from "./identity/first-admin.ts";
export { findSessionActor, signIn, signOut } from "./identity/sign-in.ts";
export { closeManagement, type Management, openManagement } from "./management.ts";
export { deleteMock } from "./mocks/delete-mock.ts";
export { getMock } from "./mocks/get-mock.ts";
export { listMocks } from "./mocks/list-mocks.ts";
export { saveMock } from "./mocks/save-mock.ts";
export { listNamespaces } from "./namespaces/list-namespaces.ts";
