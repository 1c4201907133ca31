import type { QueryClient } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { cache } from "react";
import { createDashboardContext } from "./context.ts";
import { makeQueryClient } from "./query-client.ts";
import { dashboardRouter } from "./router.ts";

/** One cache a request: what a page puts in is in the browser before the first paint. */
export const getQueryClient = cache((): QueryClient => makeQueryClient());

/** The procedures, called without HTTP. */
export const trpc = createTRPCOptionsProxy({
  ctx: createDashboardContext,
  router: dashboardRouter,
  queryClient: getQueryClient,
});
