import type { CompiledMock } from "@understudy/answering";
import type { SampleRequest } from "@understudy/domain";
import {
  createMockIndex,
  explainMiss,
  findMatch,
  type Match,
  type MockIndex,
  type NearMiss,
} from "@understudy/matching";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { unknownMock } from "../mocks/locate-mock.ts";
import { authorise } from "../permissions.ts";
import { locateRequest } from "./get-request.ts";
import { readLogged, type ReadableRequest, readSample } from "./readable-request.ts";

/** A request to look at: one that is logged, or one that is made up. */
export type RequestSource = { requestId: string } | { request: SampleRequest };

export interface Explanation {
  /** Whether a mock answers the request; with a `mockId`, whether that one fits it. */
  matched: boolean;
  /** The mock that answers: the first of those that fit. Null: none. */
  answeredBy: string | null;
  pathParams: Readonly<Record<string, string>>;
  /** Where nothing matched: the nearest mocks, what failed, expected and actual. */
  nearest: NearMiss[];
}

/** Says which mock answers a request, or why none does, or why this one does not. It shows what mocks expect, headers included. */
export async function explainRequest(
  management: Management,
  actor: Actor,
  query: { namespace: string; mockId?: string | undefined; source: RequestSource },
): Promise<Explanation> {
  const { namespace, mockId } = query;
  authorise(actor, "mock.read", namespace);
  const index = await management.liveIndexes.get(namespace);
  const request = await readSource(management, actor, query);
  const answering = match(index, request);
  if (mockId === undefined) {
    return {
      matched: answering.found !== null,
      answeredBy: answering.found?.entry.id ?? null,
      pathParams: answering.found?.pathParams ?? {},
      nearest: answering.nearest,
    };
  }
  const mock = index.find(mockId);
  if (mock === null) throw unknownMock(mockId, namespace);
  return { ...matchOne(mock, request), answeredBy: answering.found?.entry.id ?? null };
}

/** Reads the request that is meant. */
export async function readSource(
  management: Management,
  actor: Actor,
  { namespace, source }: { namespace: string; source: RequestSource },
): Promise<ReadableRequest> {
  if ("request" in source) return readSample(source.request);
  return readLogged(await locateRequest(management, actor, { id: source.requestId, namespace }), { isBodyRead: true });
}

/** How one mock does with a request, whatever others there are. A path that is nowhere near is said to be so. */
export function matchOne(
  mock: CompiledMock,
  request: ReadableRequest,
): { matched: boolean; pathParams: Readonly<Record<string, string>>; nearest: NearMiss[] } {
  const index = createMockIndex<CompiledMock>();
  index.put(mock);
  const { id, method } = mock;
  const { found, nearest } = match(index, request);
  // The path may fit although conditions or method don't.
  const fitting = index.findFirst({ method: method ?? request.method, segments: request.segments }, () => true);
  const pathParams = fitting?.pathParams ?? {};
  if (found !== null || nearest.length > 0) return { matched: found !== null, pathParams, nearest };
  const route = mock.pattern?.source ?? mock.route;
  const reason = `the path does not fit ${route}`;
  const failed = [{ kind: "route" as const, expected: route, actual: request.path, reason }];
  return { matched: false, pathParams, nearest: [{ mockId: id, route, method, failed, distance: farAway }] };
}

/** Further than anything that is found near. */
const farAway = 1_000;

function match(
  index: MockIndex<CompiledMock>,
  request: ReadableRequest,
): { found: Match<CompiledMock> | null; nearest: NearMiss[] } {
  const result = findMatch({ index, request, now: Date.now() });
  if (result.kind === "match") return { found: result, nearest: [] };
  return { found: null, nearest: result.kind === "miss" ? explainMiss(result).nearest : [] };
}
