import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { getLogger } from "../../../../server/logger.ts";
import { createDashboardContext } from "../../../../trpc/context.ts";
import { dashboardRouter } from "../../../../trpc/router.ts";

function handle(request: Request): Promise<Response> {
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: dashboardRouter,
    createContext: createDashboardContext,
    onError: ({ error, path, ctx }) => {
      if (error.code !== "INTERNAL_SERVER_ERROR") return;
      getLogger().error({
        event: "trpc.failed",
        requestId: ctx?.requestId,
        procedure: path,
        err: error.cause ?? error,
      });
    },
  });
}

export { handle as GET, handle as POST };
