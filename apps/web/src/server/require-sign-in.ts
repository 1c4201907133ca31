import type { Actor } from "@understudy/management";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { signInPath } from "../auth/return-path.ts";
import { requestPathHeader } from "./client-headers.ts";
import { findDashboardActor } from "./identify-dashboard-actor.ts";

/**
 * Who uses this page; whoever is not signed in is sent to the sign-in page and comes back afterwards, whoever must change a password
 * that somebody else chose does that first.
 */
export async function requireSignIn(): Promise<Actor> {
  const actor = await findDashboardActor();
  if (actor?.session?.mustChangePassword === true) redirect("/ui/change-password");
  if (actor !== null) return actor;
  redirect(signInPath((await headers()).get(requestPathHeader) ?? ""));
}
