import type { Change, Mock, Operation } from "@understudy/domain";
import { maskSecrets } from "../secrets/callback-secrets.ts";

type MockBeforeAndAfter = { before: Mock; after: null } | { before: Mock | null; after: Mock };

/** What the audit trail and event webhooks are told of a change of a mock: what it was, and what it is now. */
export function toMockChange(
  operation: Extract<Operation, `mock.${string}`>,
  { before, after }: MockBeforeAndAfter,
): Change {
  const { namespace, id } = after ?? before;
  return {
    operation,
    namespace,
    resource: { type: "mock", id },
    ...(before !== null && { before: describe(before) }),
    ...(after !== null && { after: describe(after) }),
  };
}

/** A save: of a live mock it is an update; what was deleted begins anew (contract, Decided 19). */
export function toSaveChange(previous: Mock | null, mock: Mock): Change {
  return previous?.closedAt === null
    ? toMockChange("mock.update", { before: previous, after: mock })
    : toMockChange("mock.create", { before: null, after: mock });
}

/** As the API shows a mock, secrets masked. */
function describe({ definition, id, namespace, version, createdAt, updatedAt }: Mock): object {
  return { ...maskSecrets(definition), id, namespace, version, createdAt, updatedAt };
}
