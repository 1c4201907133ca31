import type { Actor, Management } from "@understudy/management";
import { headers } from "next/headers";
import { cache } from "react";
import { requestIdHeader } from "../server/client-headers.ts";
import { identifyDashboardActor } from "../server/identify-dashboard-actor.ts";
import { getManagement } from "../server/management.ts";

export interface DashboardContext {
  management: Management;
  requestId: string;
  /** Reads who asks; a request that needs it twice reads it once. */
  identify: () => Promise<Actor>;
}

/** The context of tRPC procedures, called over HTTP or by a page. One a request. */
export const createDashboardContext = cache(async (): Promise<DashboardContext> => {
  const requestId = (await headers()).get(requestIdHeader) ?? "";
  let actor: Promise<Actor> | undefined;
  return { management: getManagement(), requestId, identify: () => (actor ??= identifyDashboardActor()) };
});
