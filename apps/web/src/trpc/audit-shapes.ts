import type { AuditEntry } from "@understudy/domain";

/** An entry as the dashboard shows it. */
export interface AuditRow extends Omit<AuditEntry, "number" | "before" | "after"> {
  number: number | null;
  before: unknown;
  after: unknown;
}

export function toAuditRow({ number, before, after, ...entry }: AuditEntry): AuditRow {
  return { ...entry, number: number === null ? null : Number(number), before: parse(before), after: parse(after) };
}

function parse(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}
