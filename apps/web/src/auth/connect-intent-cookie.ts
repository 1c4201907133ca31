import { connectIntentCookieName } from "@understudy/domain";
import { cookies } from "next/headers";
import { getConfig } from "../config.ts";
import { ownCookie } from "./session-cookie.ts";

/** As long as NextAuth waits for somebody to come back from the provider. */
const intentSeconds = 15 * 60;

/**
 * Says that whoever comes back from the provider wants to connect their account there with the one that is signed in here. Without it a sign-in
 * that happens to meet a session would tie the two together unasked.
 */
export async function noteConnectIntent(): Promise<void> {
  const { name, options } = ownCookie(connectIntentCookieName, getConfig().publicOrigin);
  (await cookies()).set(name, "1", { ...options, maxAge: intentSeconds });
}

/** Whether it was said; it counts once. */
export async function takeConnectIntent(): Promise<boolean> {
  const { name, options } = ownCookie(connectIntentCookieName, getConfig().publicOrigin);
  const jar = await cookies();
  const isSaid = jar.get(name)?.value === "1";
  if (isSaid) jar.set(name, "", { ...options, maxAge: 0 });
  return isSaid;
}
