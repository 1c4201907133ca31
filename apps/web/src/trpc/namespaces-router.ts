import { listNamespaces } from "@understudy/management";
import { protectedProcedure, router } from "./init.ts";

export const namespacesRouter = router({
  list: protectedProcedure.query(async ({ ctx }) => {
    const namespaces = await listNamespaces(ctx.management, ctx.actor);
    return namespaces.map(({ name, displayName }) => ({ name, displayName }));
  }),
});
