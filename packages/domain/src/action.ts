/** What an actor can be allowed to do. Roles grant them (management/src/permissions.ts); an API token may be limited to some. */
export const actions = [
  "mock.read",
  "mock.write",
  "delivery.read",
  "delivery.write",
  "store.read",
  "store.write",
  "template.read",
  "template.write",
  "request.read",
  "request.write",
  "namespace.read",
  "namespace.write",
  "namespace.create",
  "quota.write",
  "token.create",
] as const;
export type Action = (typeof actions)[number];
