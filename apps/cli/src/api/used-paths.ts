/**
 * The routes that the commands call. Types are made of these alone, so that a change elsewhere in the API leaves them as they are:
 * apps/web/src/rest/cli-types.test.ts compares rest-api.d.ts with the route table, and with -u writes it anew:
 * `npx vitest run --project unit apps/web/src/rest/cli-types -u`.
 */
export const usedPaths = [
  "/health",
  "/api/v1/auth/login",
  "/api/v1/admin/namespaces/{ns}/restore",
  "/api/v1/auth/2fa/verify",
  "/api/v1/auth/tokens",
  "/api/v1/auth/tokens/{id}",
  "/api/v1/deliveries",
  "/api/v1/deliveries/wait",
  "/api/v1/deliveries/{id}",
  "/api/v1/deliveries/{id}/cancel",
  "/api/v1/deliveries/{id}/redeliver",
  "/api/v1/mocks",
  "/api/v1/mocks/batch",
  "/api/v1/mocks/batch/restore",
  "/api/v1/mocks/explain",
  "/api/v1/mocks/preview",
  "/api/v1/mocks/{id}",
  "/api/v1/mocks/{id}/purge",
  "/api/v1/mocks/{id}/restore",
  "/api/v1/namespaces",
  "/api/v1/namespaces/{ns}",
  "/api/v1/requests",
  "/api/v1/requests/verify",
  "/api/v1/requests/{id}",
  "/api/v1/stores/chain/{chainId}",
  "/api/v1/stores/chain/{chainId}/{key}",
  "/api/v1/stores/global",
  "/api/v1/stores/global/{key}",
] as const;
