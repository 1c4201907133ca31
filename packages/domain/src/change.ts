import type { Operation } from "./operation.ts";

/** What a change was made of: a kind of thing, in the words of the glossary, and which one. */
export interface ChangedResource {
  type: string;
  id: string;
  /** What people call it, where that is not its id. */
  name?: string | undefined;
}

/** What the audit trail and event webhooks are told of a change. `before` and `after` are without secrets. */
export interface Change {
  operation: Operation;
  /** The namespace that it was made in; null: in the installation. */
  namespace: string | null;
  resource: ChangedResource;
  /** What was; absent where there was nothing, or where it says nothing. */
  before?: object | null | undefined;
  /** What is now; absent where there is nothing any more. */
  after?: object | null | undefined;
}

/** Who made a change, as the audit trail keeps it: what is told here outlives the user, the session and the token. */
export interface ChangeAuthor {
  /** `anonymous`: somebody who could not show who they are. */
  kind: "user" | "job" | "anonymous";
  /** Of the user; null for others. */
  userId: string | null;
  /** The user's login, the job's name, or `anonymous`. */
  name: string;
  /** Of the API token that spoke for the user. */
  tokenId: string | null;
  sessionId: string | null;
  /** Of the client; null: none, or not known. */
  address: string | null;
}
