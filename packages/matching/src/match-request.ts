import type { BodyView } from "./parse-body.ts";

/** A request as conditions see it. What is costly to make may be a getter: it is read only when a condition asks for it. */
export interface MatchRequest {
  /** Upper case. */
  method: string;
  /** Of the path below the namespace, decoded. */
  segments: readonly string[];
  /** Names in lower case. */
  headers: Readonly<Record<string, readonly string[] | undefined>>;
  query: Readonly<Record<string, readonly string[] | undefined>>;
  /** Null when the request has none; `unread` while nobody has needed it. */
  body: BodyView | null | "unread";
}
