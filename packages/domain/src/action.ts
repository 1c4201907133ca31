/** What an actor can be allowed to do. Roles grant them (management/src/permissions.ts); an API token may be limited to some. */
export const actions = ["mock.read", "mock.write", "namespace.read", "token.create"] as const;
export type Action = (typeof actions)[number];
