import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { RestEnv } from "./rest-env.ts";

/**
 * Clients disagree about the shape of lists (contract C0.7). Everybody gets one object with the canonical keys and those that other
 * clients look for; clients that can't read it get a bare array. Which client needs one for which list is said here and nowhere else.
 */
type Client = "java" | "go";

const needsArray = {
  mocks: [],
  namespaces: ["java"],
  logs: ["java"],
  versions: ["java", "go"],
  tags: ["java", "go"],
  folders: ["java", "go"],
  templates: ["java", "go"],
  undefinedRequests: ["java", "go"],
  namespaceUsers: ["java", "go"],
  adminNamespaces: ["java", "go"],
  namespaceWebhooks: ["java", "go"],
  adminWebhooks: ["java", "go"],
  backupConfigs: ["java", "go"],
  backups: ["java", "go"],
} satisfies Record<string, readonly Client[]>;

export type ListName = keyof typeof needsArray;

/** The schema of a list: the object, or what a bare array holds. */
export function listSchema<List extends z.ZodType, Item extends z.ZodType>(list: List, item: Item) {
  return z.union([list, z.array(item).describe("For clients that need a bare array")]);
}

/** A list in the shape that the caller reads. */
export function shapeList<List, Item>(
  context: Context<RestEnv>,
  name: ListName,
  shapes: { object: List; array: Item[] },
): List | Item[] {
  return isArrayWanted(context, needsArray[name]) ? shapes.array : shapes.object;
}

/** A token's `metadata.listShape` decides before the client's own headers do (contract, Decided 9). */
function isArrayWanted(context: Context<RestEnv>, clients: readonly Client[]): boolean {
  const wanted = context.var.actor.token?.metadata["listShape"];
  if (wanted === "object") return false;
  if (wanted === "array") return clients.length > 0;
  const client = findClient(context);
  return client !== null && clients.includes(client);
}

function findClient(context: Context<RestEnv>): Client | null {
  const agent = context.req.header("user-agent") ?? "";
  if (agent.startsWith("mockarty-java-sdk/")) return "java";
  // Any program in Go says this of itself; the client that we know sends its token in this header only.
  const isGo = agent.startsWith("Go-http-client/") && context.req.header("x-api-key") !== undefined;
  return isGo ? "go" : null;
}
