import { AppError, type Mock } from "@understudy/domain";
import { maskSecrets } from "../secrets/callback-secrets.ts";

/**
 * What must be true of a mock for a change to happen: that it is there, that it is not, or that it still is one of these
 * revisions. Undefined: nothing, the last write wins.
 */
export type Precondition = { kind: "present" } | { kind: "absent" } | { kind: "revision"; revisions: string[] };

/** Names what a mock is now: its version, and when it was last changed (its tags and folder change without a new version). */
export function revisionOf({ version, updatedAt }: Mock): string {
  return `${version}-${updatedAt.getTime().toString(36)}`;
}

/** The mock is not what the caller thought when they changed it. `current` is what it is, secrets masked; null: it is not there. */
export class MockChangedError extends AppError {
  readonly current: Mock | null;
  /** The version of the revision that the caller named, if it was one. */
  readonly expectedVersion: number | null;

  /** `path`: where the mock stands in a batch. */
  constructor(current: Mock | null, precondition: Precondition, path?: string) {
    const message = describe(current, precondition);
    super("precondition_failed", message, { problems: path === undefined ? [] : [{ path, message }] });
    this.current = current && { ...current, definition: maskSecrets(current.definition) };
    this.expectedVersion = precondition.kind === "revision" ? versionOf(precondition.revisions) : null;
  }
}

/** Throws unless what the caller expects of the mock is true. A deleted one is not there. `path`: where the mock stands in a batch. */
export function requirePrecondition(stored: Mock | null, precondition: Precondition | undefined, path?: string): void {
  if (precondition === undefined) return;
  const current = stored?.closedAt === null ? stored : null;
  if (!isMet(current, precondition)) throw new MockChangedError(current, precondition, path);
}

function isMet(current: Mock | null, precondition: Precondition): boolean {
  switch (precondition.kind) {
    case "present":
      return current !== null;
    case "absent":
      return current === null;
    case "revision":
      return current !== null && precondition.revisions.includes(revisionOf(current));
  }
}

function describe(current: Mock | null, precondition: Precondition): string {
  if (current === null) return "If-Match: the mock is not there";
  if (precondition.kind === "absent") return `If-None-Match: there is a mock ${JSON.stringify(current.id)} already`;
  return `If-Match: the mock was changed meanwhile, it is at version ${current.version} now; read it and try again`;
}

function versionOf(revisions: readonly string[]): number | null {
  const version = /^(\d{1,9})-/.exec(revisions[0] ?? "")?.[1];
  return version === undefined ? null : Number(version);
}
