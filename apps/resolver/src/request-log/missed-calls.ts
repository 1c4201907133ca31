import { createHash } from "node:crypto";
import type { UndefinedRequestChange } from "@understudy/database";
import { shortenExplanation } from "@understudy/matching";
import { queryOf } from "../stub-request.ts";
import { receivedAtOf } from "./loggable-call.ts";
import type { NotedCall } from "./noted-call.ts";
import { bytesOf, encodeHeaders } from "./to-logged-request.ts";

/** Calls that no mock matched, grouped by method and path, since they were last taken. */
export interface MissedCalls {
  add: (call: NotedCall) => void;
  take: () => UndefinedRequestChange[];
}

interface Group {
  calls: number;
  firstSeenAt: number;
  last: NotedCall;
}

/** Between two writes, a namespace's further groups are left out: a flood of paths that nobody has stays cheap. */
const groupsMax = 500;
/** So many of them are recorded with their explanation. */
const explainedMax = 100;
const explanationBytesMax = 64 * 1024;

export function createMissedCalls(): MissedCalls {
  let namespaces = new Map<string, Map<string, Group>>();
  return {
    add(call) {
      let groups = namespaces.get(call.namespace);
      if (groups === undefined) namespaces.set(call.namespace, (groups = new Map<string, Group>()));
      const key = `${call.method} ${call.path}`;
      const group = groups.get(key);
      if (group !== undefined) {
        group.calls += 1;
        group.last = call;
      } else if (groups.size < groupsMax) {
        groups.set(key, { calls: 1, firstSeenAt: receivedAtOf(call), last: call });
      }
    },
    take() {
      const taken = [...namespaces.values()];
      namespaces = new Map();
      return taken.flatMap((groups) =>
        [...groups.values()].map((group, index) => toChange(group, { isExplained: index < explainedMax })),
      );
    },
  };
}

function toChange(
  { calls, firstSeenAt, last }: Group,
  { isExplained }: { isExplained: boolean },
): UndefinedRequestChange {
  const { namespace, method, path, explanation } = last;
  return {
    namespace,
    id: idOf(namespace, `${method} ${path}`),
    method,
    path,
    calls,
    firstSeenAt: new Date(firstSeenAt),
    lastSeenAt: new Date(receivedAtOf(last)),
    query: queryOf(last.url),
    requestHeaders: encodeHeaders(last.rawHeaders),
    requestBody: bytesOf(last.body),
    explanation: isExplained && explanation !== null ? encodeExplanation(explanation) : null,
  };
}

/** A UUID (version 8) made of what the group is, so that every resolver adds to the same row. */
function idOf(namespace: string, key: string): string {
  const bytes = createHash("sha256").update(`${namespace}\n${key}`).digest().subarray(0, 16);
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function encodeExplanation(explanation: NonNullable<NotedCall["explanation"]>): Buffer {
  const whole = Buffer.from(JSON.stringify(explanation));
  if (whole.length <= explanationBytesMax) return whole;
  return Buffer.from(JSON.stringify({ nearest: shortenExplanation(explanation) }));
}
