import { type CompiledMock, compileMock } from "@understudy/answering";
import { findMock, findMockVersion, findTemplateContents, type LoggedRequest } from "@understudy/database";
import { type Mock, type MockDefinition, templateNamesOf } from "@understudy/domain";
import { checkConditions } from "@understudy/matching";
import type { Actor } from "../../actor.ts";
import type { Management } from "../../management.ts";
import { explainRequest, matchOne } from "../explain-request.ts";
import { readLogged } from "../readable-request.ts";
import { findRefusal } from "./refusal.ts";
import type { MatchedMock, Timeline } from "./timeline.ts";

/** Which mock answered and why, as it was then; or why none did, as things are now. */
export async function explainAnswer(
  management: Management,
  actor: Actor,
  logged: LoggedRequest,
): Promise<Pick<Timeline, "match" | "miss"> & { definition: MockDefinition | null }> {
  const { mockId, mockVersion, namespace } = logged;
  if (mockId === null || mockVersion === null) {
    return { match: null, miss: await explainNone(management, actor, logged), definition: null };
  }
  const { version } = await findMockVersion(management.db, { namespace, id: mockId }, mockVersion);
  // What was saved before there was a history is the mock itself.
  const definition = version?.definition ?? (await findCurrent(management, { namespace, mockId, mockVersion }));
  if (definition === null) return { match: withoutVersion(mockId, mockVersion), miss: null, definition };
  const files = await findTemplateContents(management.db, namespace, templateNamesOf(definition));
  const now = new Date();
  const mock: Mock = {
    ...{ id: mockId, namespace, definition, version: mockVersion },
    ...{ createdAt: now, updatedAt: now, expireAt: null, closedAt: null },
  };
  const compiled = compileMock(mock, { ...management, files });
  const match = compiled === null ? withoutVersion(mockId, mockVersion) : await describeMatch(compiled, logged);
  return { match, miss: null, definition };
}

async function findCurrent(
  { db }: Management,
  { namespace, mockId, mockVersion }: { namespace: string; mockId: string; mockVersion: number },
): Promise<MockDefinition | null> {
  const current = await findMock(db, { namespace, id: mockId });
  return current?.version === mockVersion ? current.definition : null;
}

function withoutVersion(mockId: string, version: number): MatchedMock {
  const why = `version ${version} of the mock answered, which is not kept any longer`;
  return { mockId, version, method: null, route: null, priority: null, pathParams: {}, checks: [], why };
}

async function describeMatch(mock: CompiledMock, logged: LoggedRequest): Promise<MatchedMock> {
  const { id, version, method, priority, conditions } = mock;
  const route = mock.pattern?.source ?? mock.route;
  const request = await readLogged(logged, { isBodyRead: conditions.readsBody });
  const { pathParams } = matchOne(mock, request);
  const checks = checkConditions(conditions, request);
  return {
    mockId: id,
    version,
    method,
    route,
    priority,
    pathParams,
    checks,
    why: explainMatch(mock, { route, logged }),
  };
}

function explainMatch(
  { method, priority, conditionCount }: CompiledMock,
  { route, logged }: { route: string; logged: LoggedRequest },
): string {
  const parts = [
    `its route ${route} fits the path ${logged.path}`,
    method === null ? "it is for any method" : `it is for ${method}`,
    ...(conditionCount === 0
      ? []
      : [conditionCount === 1 ? "its condition holds" : `its ${conditionCount} conditions hold`]),
    ...(priority === 0 ? [] : [`its priority is ${priority}`]),
  ];
  return `${parts.join(", ")}; of all that fit it was the first`;
}

async function explainNone(management: Management, actor: Actor, logged: LoggedRequest): Promise<Timeline["miss"]> {
  const refusal = findRefusal(logged);
  if (refusal !== null && refusal.code !== "not_found") {
    return { why: `the call failed before a mock was chosen: ${refusal.error}`, nearest: [] };
  }
  const { namespace, id } = logged;
  const { answeredBy, nearest } = await explainRequest(management, actor, { namespace, source: { requestId: id } });
  if (answeredBy !== null) return { why: `no mock matched then; now ${answeredBy} would answer`, nearest };
  return { why: nearest[0]?.failed[0]?.reason ?? "no mock of the namespace has a route like it", nearest };
}
