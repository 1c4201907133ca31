/** What a soft deletion leaves on a row: who did it, why, and what was deleted together. */
export interface Closing {
  closedAt: Date;
  closedBy: string;
  closedReason: string | null;
  cascadeGroupId: string;
}

/** What it is when it is live again. */
export const reopened = { closedAt: null, closedBy: null, closedReason: null, cascadeGroupId: null } as const;
