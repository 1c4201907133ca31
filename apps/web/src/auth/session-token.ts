import { decode } from "next-auth/jwt";
import { z } from "zod";

/** All that the session cookie holds: the key of a session in the database. Who that is, is read there (design 17). */
export const SessionTokenSchema = z.object({ sessionId: z.string() });

/** The session id in the cookie; null when there is none, or it is forged, foreign or older than it may be. */
export async function readSessionId(cookie: string | undefined, secret: string): Promise<string | null> {
  if (cookie === undefined) return null;
  const token = await decode({ token: cookie, secret }).catch(() => null);
  return SessionTokenSchema.safeParse(token).data?.sessionId ?? null;
}
