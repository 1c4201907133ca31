/** What an operation belongs to, by the first part of its path below `/api/v1`: the sections of the document, in this order. */
const sections = {
  Mocks: { of: ["mocks"], description: "Mocks, their history, batches, and what a mock would answer" },
  Organisation: { of: ["mock-folders", "tags", "templates"], description: "Folders and tags of mocks, stored files" },
  Stores: { of: ["stores"], description: "The state that mocks share" },
  Deliveries: { of: ["deliveries", "targets"], description: "What became of callbacks" },
  Requests: {
    of: ["requests", "undefined-requests", "stats", "events"],
    description: "What came in, and what no mock matched",
  },
  Namespaces: { of: ["namespaces", "trash", "search", "entity-search"], description: "Namespaces and what is in them" },
  Identity: {
    of: ["auth", "account", "users", "invitations", "sessions", "tokens", "me", "profile"],
    description: "Signing in, users, API tokens",
  },
  Administration: { of: ["admin"], description: "For those whose system role is admin, or support" },
  Webhooks: { of: ["webhooks", "integrations"], description: "Events of a namespace, sent elsewhere" },
  Installation: {
    of: ["health", "status", "counts", "features", "license", "openapi.json"],
    description: "What runs, and what it can do",
  },
} as const satisfies Record<string, { of: readonly string[]; description: string }>;

/** The section of an operation; null: none has its path. */
export function findTag(path: string): string | null {
  const part = /^(?:\/api\/v1)?\/([^/]+)/.exec(path)?.[1] ?? "";
  const found = Object.entries(sections).find(([, { of }]) => of.some((name) => name === part));
  return found?.[0] ?? null;
}

export const tags = Object.entries(sections).map(([name, { description }]) => ({ name, description }));
