import { type DeliveryWait, decodeMessage, validationError } from "@understudy/domain";
import { type Check, checkConditions, compileConditions, type MatchRequest, parseQuery } from "@understudy/matching";
import { groupHeaders, parseLoggedBody } from "../requests/readable-request.ts";
import { viewMessage } from "./delivery-view.ts";

/** A message as it is stored. */
export interface StoredMessageParts {
  head: Uint8Array;
  body: Uint8Array | null;
}

/** Which messages are meant: the matching of mocks, asked of what is sent. */
export interface MessagePattern {
  /** What a message lacks; empty: it is one of them. */
  judge: (message: StoredMessageParts | null) => Promise<readonly Check[]>;
}

/** Null: all messages are. Throws `validation` for conditions that can't be read. */
export function compileMessagePattern(wanted: DeliveryWait["message"]): MessagePattern | null {
  if (wanted === undefined) return null;
  const compiled = compileConditions(wanted);
  if (compiled.problems.length > 0) {
    throw validationError(
      compiled.problems.map((problem) => ({ ...problem, path: problem.path.replace("$.http.", "$.message.") })),
    );
  }
  if (compiled.count === 0) return null;
  return {
    async judge(message) {
      if (message === null) return [{ kind: "body", reason: "nothing could be rendered", holds: false }];
      const request = await readMessage(message, { isBodyRead: compiled.readsBody });
      return checkConditions(compiled, request).filter(({ holds }) => !holds);
    },
  };
}

/** A message as conditions see it; secrets are masked, so that nobody finds them out by asking. */
async function readMessage(
  { head, body }: StoredMessageParts,
  { isBodyRead }: { isBodyRead: boolean },
): Promise<MatchRequest> {
  const message = decodeMessage(Buffer.from(head).toString());
  const view = viewMessage(message, null);
  const headers = groupHeaders(view.headers);
  const contentType = view.type === "rabbitmq" ? view.contentType : headers["content-type"]?.[0];
  const url = view.type === "http" ? URL.parse(view.url) : null;
  return {
    method: view.type === "http" ? view.method : "POST",
    segments: [],
    headers,
    query: parseQuery(url?.search.slice(1) ?? ""),
    body: isBodyRead ? await parseLoggedBody(body ?? new Uint8Array(), contentType) : "unread",
  };
}
