import type { Change, Operation } from "@understudy/domain";

/** What becomes of a user's second factor. That it happened is all there is to say: the rest is secret. */
export function toSecondFactorChange(operation: Operation, user: { userId: string; login: string }): Change {
  return { operation, namespace: null, resource: { type: "second_factor", id: user.userId, name: user.login } };
}
