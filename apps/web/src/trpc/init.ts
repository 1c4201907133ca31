import { requireOwnPassword } from "@understudy/management";
import { initTRPC } from "@trpc/server";
import superjson from "superjson";
import type { DashboardContext } from "./context.ts";
import { throwAsTrpcError } from "./throw-as-trpc-error.ts";

const t = initTRPC.context<DashboardContext>().create({
  transformer: superjson,
  errorFormatter: ({ shape, ctx }) => ({
    ...shape,
    data: { ...shape.data, requestId: ctx?.requestId ?? "", stack: undefined },
  }),
});

export const router = t.router;

/** A procedure for whoever is signed in, even with a password that must be changed. Errors of use cases become tRPC's here, in one place. */
export const givenPasswordProcedure = t.procedure.use(async ({ ctx, next }) => {
  const result = await next({ ctx: { ...ctx, actor: await ctx.identify().catch(throwAsTrpcError) } });
  if (!result.ok) throwAsTrpcError(result.error.cause ?? result.error);
  return result;
});

/** A procedure for whoever is signed in with a password of their own. */
export const protectedProcedure = givenPasswordProcedure.use(({ ctx, next }) => {
  try {
    requireOwnPassword(ctx.actor);
  } catch (error) {
    throwAsTrpcError(error);
  }
  return next();
});
