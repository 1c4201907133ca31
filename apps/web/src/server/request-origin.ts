import { headers } from "next/headers";

/** The origin under which the user sees us, as the front door tells it: what curl lines must name. */
export async function getRequestOrigin(): Promise<string> {
  const given = await headers();
  return `${given.get("x-forwarded-proto") ?? "http"}://${given.get("host") ?? "localhost"}`;
}
