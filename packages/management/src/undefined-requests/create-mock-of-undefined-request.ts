import { deleteUndefinedRequests } from "@understudy/database";
import { type MockInput, MockInputSchema, toProblems, validationError } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { saveMock } from "../mocks/save-mock.ts";
import type { SavedMock } from "../mocks/write-mock.ts";
import { getUndefinedRequest } from "./get-undefined-request.ts";

/**
 * Makes a mock that answers what nothing answered (contract C6.5, C6.6): the one that is given, else one for its method and path with an
 * empty JSON object. It is defined then, and no longer listed.
 */
export async function createMockOfUndefinedRequest(
  management: Management,
  actor: Actor,
  { id, given }: { id: string; given: MockInput | undefined },
): Promise<SavedMock> {
  const found = await getUndefinedRequest(management, actor, { id, action: "request.write" });
  const { namespace } = found;
  const saved = await saveMock(management, actor, { input: given ?? toMockInput(found), namespace });
  await deleteUndefinedRequests(management.db, namespace, [id]);
  return saved;
}

function toMockInput({ method, path }: { method: string; path: string }): MockInput {
  const parsed = MockInputSchema.safeParse({
    http: { route: path, httpMethod: method },
    response: { statusCode: 200, payload: {} },
  });
  if (!parsed.success) throw validationError(toProblems(parsed.error));
  return parsed.data;
}
