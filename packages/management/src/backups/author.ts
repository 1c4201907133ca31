import type { Actor } from "../actor.ts";
import type { JobAuthor } from "../record-changes.ts";

/** Who asked for something that a job does later: what the audit trail says of them, and no right to anything. */
export function freezeAuthor({ userId, login, token, session, address }: Actor): string {
  return JSON.stringify({ userId, login, tokenId: token?.id, sessionId: session?.id, address });
}

interface Frozen {
  job?: string;
  userId?: string;
  login?: string;
  tokenId?: string;
  sessionId?: string;
  address?: string;
}

/** The reverse of `freezeAuthor`, of text that we wrote. */
export function thawAuthor(text: string): Actor | JobAuthor {
  const { job, userId, login = "", tokenId, sessionId, address } = JSON.parse(text) as Frozen;
  if (job !== undefined || userId === undefined) return { job: job ?? "" };
  return {
    ...{ userId, login, systemRole: "user", roles: new Map() },
    token: tokenId === undefined ? null : { ...nothing, id: tokenId },
    ...(sessionId !== undefined && { session: { id: sessionId, mustChangePassword: false } }),
    ...(address !== undefined && { address }),
  };
}

const nothing = {
  namespace: null,
  allowedActions: [],
  metadata: {},
  expiresAt: null,
  rateLimits: { minute: null, hour: null, day: null },
};

/** Whose doing it is, in words. */
export function nameOfAuthor(author: Actor | JobAuthor): string {
  return "job" in author ? author.job : author.login;
}
