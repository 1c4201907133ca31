import type { Change, ChangeAuthor, ChangedResource } from "./change.ts";

/** An attempt that was denied. */
export interface Denial extends Omit<Change, "operation" | "before" | "after"> {
  /** What was tried: an action of the permission table, or an operation. */
  operation: string;
  at: Date;
  author: ChangeAuthor;
  /** What whoever tried was told. */
  reason: string;
  /** How often it was tried in a row. */
  times: number;
}

/** Something that somebody did, or was denied, as the audit trail keeps it. */
export interface AuditEntry {
  id: string;
  /** Null: the installation. */
  namespace: string | null;
  at: Date;
  operation: string;
  isDone: boolean;
  /** Why it was denied; null: it was done. */
  reason: string | null;
  /** More than 1 only for what was denied. */
  times: number;
  resource: Required<Omit<ChangedResource, "name">> & { name: string | null };
  author: ChangeAuthor;
  /** JSON texts. */
  before: string | null;
  after: string | null;
  /** Its place in the chain of its namespace; null: it is not sealed yet. */
  number: bigint | null;
}

/** What somebody looks for in the audit trail; absent: any. */
export interface AuditFilter {
  /** Null: what concerns the installation as a whole. Undefined: that, and all namespaces. */
  namespace?: string | null | undefined;
  /** Its beginning, such as `mock.`. */
  operation?: string | undefined;
  /** A login, or the name of a job. */
  actor?: string | undefined;
  /** Id of what was changed. */
  resource?: string | undefined;
  outcome?: "done" | "denied" | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

/** What is found wrong with a chain, in the order in which it is looked for. */
export type ChainProblemKind = "head" | "checkpoint" | "unknown_key" | "removed" | "changed" | "cut_off" | "added";

/** How far a chain of the audit trail is sealed, and whether it is what it was then. */
export interface ChainVerdict {
  /** Null: the installation. */
  namespace: string | null;
  /** Number of the last sealed entry; 0: none is. */
  sealedTo: number;
  sealedAt: Date | null;
  /** Entries that wait to be sealed. */
  waiting: number;
  /** Entries up to this number are kept no longer. */
  removedTo: number;
  /** Entries up to this number are as they were sealed. */
  verifiedTo: number;
  /** The first thing that is wrong, and the number of the entry; null: nothing is, as far as it was looked. */
  problem: { kind: ChainProblemKind; number: number; message: string } | null;
}
